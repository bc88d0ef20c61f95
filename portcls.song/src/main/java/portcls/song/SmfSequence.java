package portcls.song;

import static portcls.song.SongText.count;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the tracks of a file and makes a song of them. Used once, by one thread. */
final class SmfSequence {
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z]{3,4}$");
    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\](?=.)");

    private final ByteView file;
    private final String fileName;
    private final Problems problems;
    private final EventList events;
    private final List<Track> tracks = new ArrayList<>();

    SmfSequence(ByteView file, String fileName, Problems problems) {
        this.file = file;
        this.fileName = fileName;
        this.problems = problems;
        this.events = new EventList(fileName);
    }

    /** The song; it has no messages when there are none. */
    Song read(SmfHeader header) throws SongException {
        TickClock clock = header.clock(problems);
        readChunks(header.end());
        if (tracks.size() != header.tracks()) {
            problems.add(
                    0,
                    10,
                    "the header announces "
                            + count(header.tracks(), "track")
                            + ", the file has "
                            + tracks.size());
        }
        return new Merger(events, clock, problems).merge(tracks, header.format() == 2, title());
    }

    private String title() {
        if (!tracks.isEmpty() && !tracks.getFirst().name().isEmpty()) {
            return tracks.getFirst().name();
        }
        String last = FOLDERS.matcher(fileName).replaceFirst("");
        String base = SongText.line(EXTENSION.matcher(last).replaceFirst(""));
        return base.isEmpty() ? "untitled" : base;
    }

    private void readChunks(int from) throws SongException {
        int at = from;
        while (at < file.size()) {
            if (file.isTrack(at)) {
                at = readTrack(at);
            } else if (file.has(at, "MThd")) {
                problems.add(0, at, "another song begins at byte " + at + "; it was left out");
                return;
            } else if (file.isChunk(at)) {
                at += ByteView.CHUNK_HEADER + (int) file.u32(at + 4);
            } else {
                at = skipJunk(at);
            }
        }
    }

    private int skipJunk(int at) {
        int next = file.findTrack(at);
        int end = next < 0 ? file.size() : next;
        problems.add(0, at, count(end - at, "byte") + " at byte " + at + " in no track; skipped");
        return end;
    }

    /** Reads the track whose chunk begins there; returns where to go on. */
    private int readTrack(int chunk) throws SongException {
        int start = chunk + ByteView.CHUNK_HEADER;
        long length = file.u32(chunk + 4);
        long end = start + length;
        if (end == file.size() || (end < file.size() && file.isChunk((int) end))) {
            return readSound(start, (int) end);
        }
        Track track =
                end > file.size() ? read(start, file.size(), true) : readGuessing(start, (int) end);
        keep(track);
        boolean filled = end < file.size() && !file.isChunk(track.position());
        if (filled && track.complete() && track.position() < end) {
            tellRest(track, (int) end);
            return (int) end;
        }
        if (track.complete() && track.position() != end) {
            problems.add(
                    tracks.size(),
                    chunk + 4L,
                    "track "
                            + tracks.size()
                            + " says it is "
                            + length
                            + " bytes long, but ends after "
                            + (track.position() - start));
        }
        return track.position();
    }

    private int readSound(int start, int end) throws SongException {
        Track track = read(start, end, false);
        keep(track);
        if (track.complete() && track.position() < end) {
            tellRest(track, end);
        }
        return end;
    }

    private void tellRest(Track track, int end) {
        String rest = count(end - track.position(), "byte");
        problems.add(
                tracks.size(),
                track.position(),
                rest + " after the end of track " + tracks.size() + " skipped");
    }

    /** No chunk begins where the track should end: it may be longer than it says. */
    private Track readGuessing(int start, int end) throws SongException {
        EventList.Mark mark = events.mark();
        Track track = read(start, end, true);
        if (track.complete()) {
            return track;
        }
        int next = file.findTrack(end);
        events.reset(mark);
        track = read(start, next < 0 ? file.size() : next, true);
        if (track.complete()) {
            return track;
        }
        events.reset(mark);
        return read(start, end, true);
    }

    private Track read(int start, int limit, boolean stopAtTrack) throws SongException {
        return new TrackReader(file, tracks.size() + 1, start, limit, stopAtTrack, events).read();
    }

    private void keep(Track track) {
        tracks.add(track);
        problems.addAll(track.problems());
    }
}
