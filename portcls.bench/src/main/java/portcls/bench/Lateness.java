package portcls.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How late events are, port and JDK side by side: the players take turns, so that what else the
 * machine does hits all of them.
 */
final class Lateness {
    private static final int ROUNDS = 4;
    private static final double AIM = 5;

    private Lateness() {}

    static void run() throws InterruptedException {
        Report.line(
                "Lateness of %d events, one every 5.3 ms, in %d rounds that take turns (60 s)",
                ROUNDS * Player.EVENTS, ROUNDS);
        try (Player port = new PortPlayer();
                Player song = new SongFilePlayer();
                Player jdk = new JdkPlayer();
                Player park = new ParkPlayer()) {
            List<Player> players = List.of(port, jdk, song, park);
            for (Player player : players) {
                player.play(); // to warm up
            }
            long[][] late = new long[players.size()][0];
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < late.length; i++) {
                    long[] more = players.get(i).play();
                    late[i] =
                            LongStream.concat(Arrays.stream(late[i]), Arrays.stream(more))
                                    .toArray();
                }
            }
            print(players, Arrays.stream(late).map(Percentiles::new).toList());
        }
    }

    private static void print(List<Player> players, List<Percentiles> late) {
        Report.line("%-45s %12s %12s %12s", "µs", "median", "99 %", "max");
        for (int i = 0; i < players.size(); i++) {
            Percentiles row = late.get(i);
            Report.line(
                    "%-45s %12.1f %12.1f %12.1f",
                    players.get(i).label(), row.median(), row.p99(), row.max());
        }
        Percentiles port = late.get(0);
        Percentiles jdk = late.get(1);
        double median = jdk.median() / port.median();
        Report.line(
                "%-45s %12.1f %12.1f %12.1f",
                "ratio JDK / portcls", median, jdk.p99() / port.p99(), jdk.max() / port.max());
        Report.aimAtLeast("times less late than the JDK at the median", median, AIM);
        Report.aimAtLeast(
                "the song player, times less late than the JDK at the median",
                jdk.median() / late.get(2).median(),
                AIM);
    }
}
