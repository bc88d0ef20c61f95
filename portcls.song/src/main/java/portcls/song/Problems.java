package portcls.song;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a file; a file that is all wrong yields a readable number of them.
 */
final class Problems {
    private static final int MAX = 40;

    private final List<Problem> list = new ArrayList<>();
    private int more;

    void add(int track, long position, String text) {
        add(new Problem(track, position, text));
    }

    void addAll(Problems others) {
        others.list.forEach(this::add);
        more += others.more;
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    List<Problem> toList() {
        List<Problem> all = new ArrayList<>(list);
        if (more > 0) {
            all.add(new Problem(0, 0, "and " + SongText.count(more, "more problem")));
        }
        return all;
    }

    private void add(Problem problem) {
        if (list.size() < MAX) {
            list.add(problem);
        } else {
            more++;
        }
    }
}
