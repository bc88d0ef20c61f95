package portcls.song;

import static portcls.song.SongText.hex;

import portcls.api.client.MidiMessages;

import java.util.ArrayList;
import java.util.List;

/** Reads the events of one track as far as they are sound. Used once, by one thread. */
final class TrackReader {
    private static final int SYSEX = 0xF0;
    private static final int ESCAPE = 0xF7;
    private static final int META = 0xFF;
    private static final int TRACK_NAME = 0x03;
    private static final int END_OF_TRACK = 0x2F;
    private static final int TEMPO = 0x51;

    private final ByteView file;
    private final int number;
    private final int limit;
    private final boolean stopAtTrack;
    private final EventList events;
    private final EventList.Mark first;
    private final List<TempoChange> tempos = new ArrayList<>();
    private final Problems problems = new Problems();

    private int position;
    private int eventStart;
    private long tick;
    private int runningStatus;
    private boolean runningInterrupted;
    private boolean toldInterrupted;
    private boolean ended;
    private String name = "";
    private boolean sysexOpen;
    private EventList.Mark sysexStart;

    /**
     * A reader of the track with that number, from 1.
     *
     * @param start where its events begin
     * @param limit where they end at the latest
     * @param stopAtTrack whether the limit is a guess, so that the begin of another track is one
     *     too
     * @param events where the messages go
     */
    TrackReader(
            ByteView file,
            int number,
            int start,
            int limit,
            boolean stopAtTrack,
            EventList events) {
        this.file = file;
        this.number = number;
        this.limit = limit;
        this.stopAtTrack = stopAtTrack;
        this.events = events;
        this.first = events.mark();
        this.sysexStart = first;
        this.position = start;
    }

    /** Reads to the end of the track, or to the first fault. */
    Track read() throws SongException {
        boolean complete = true;
        try {
            while (!ended) {
                eventStart = position;
                checkEnd();
                readEvent();
            }
        } catch (TrackFault fault) {
            complete = false;
            problems.add(number, eventStart, fault.getMessage() + "; " + kept());
        }
        closeSysex();
        return new Track(
                first.size(), events.size(), tick, name, tempos, complete, position, problems);
    }

    private String kept() {
        int kept = events.size() - first.size();
        return switch (kept) {
            case 0 -> "it has no event before that";
            case 1 -> "the event before that was kept";
            default -> "the " + kept + " events before that were kept";
        };
    }

    private void checkEnd() throws TrackFault {
        if (position >= limit || (stopAtTrack && file.isTrack(position))) {
            boolean cutOff = stopAtTrack && position >= file.size();
            throw new TrackFault(
                    cutOff
                            ? fileEnds()
                            : "track "
                                    + number
                                    + " has no end-of-track event, it just stops at byte "
                                    + position);
        }
    }

    private String fileEnds() {
        return "the file ends inside track " + number + " at byte " + file.size();
    }

    private void readEvent() throws TrackFault, SongException {
        long at = tick + variable("time");
        int status = next();
        if (status < 0x80) {
            status = runningStatus(status);
            position--;
        }
        if (status < SYSEX) {
            runningStatus = status;
            runningInterrupted = false;
            readShort(at, status);
        } else {
            runningInterrupted = true;
            switch (status) {
                case META -> readMeta(at);
                case SYSEX, ESCAPE -> readSysex(at, status);
                default ->
                        throw illegal(
                                "the status byte " + hex(status) + ", which no file may hold");
            }
        }
        tick = at;
    }

    private int runningStatus(int data) throws TrackFault {
        if (runningStatus == 0) {
            throw illegal("the data byte " + hex(data) + " where a status byte must stand");
        }
        if (runningInterrupted && !toldInterrupted) {
            toldInterrupted = true;
            problems.add(
                    number,
                    eventStart,
                    in() + "running status goes on after an event that ends it; it was kept");
        }
        return runningStatus;
    }

    private void readShort(long at, int status) throws TrackFault, SongException {
        int length = MidiMessages.length(status);
        int data1 = data();
        int data2 = length == 3 ? data() : 0;
        closeSysex();
        events.start(at);
        events.put(status);
        events.put(data1);
        if (length == 3) {
            events.put(data2);
        }
    }

    private void readMeta(long at) throws TrackFault {
        int type = next();
        int length = block();
        int from = position - length;
        switch (type) {
            case END_OF_TRACK -> ended = true;
            case TRACK_NAME -> {
                if (name.isEmpty()) {
                    name = SongText.line(file.bytes(), from, length);
                }
            }
            case TEMPO -> readTempo(at, from, length);
            default -> {
                // Words, key signatures and the like: nothing of it sounds.
            }
        }
    }

    private void readTempo(long at, int from, int length) {
        int tempo = length == 3 ? file.u24(from) : 0;
        if (tempo == 0) {
            problems.add(number, eventStart, in() + "a tempo of no meaning was left out");
        } else {
            tempos.add(new TempoChange(at, tempo));
        }
    }

    private void readSysex(long at, int status) throws TrackFault, SongException {
        if (status == SYSEX) {
            closeSysex();
        }
        int length;
        try {
            length = block();
        } catch (TrackFault fault) {
            dropSysex();
            throw fault;
        }
        int from = position - length;
        WireCheck.Result result = check(from, position, status == SYSEX || sysexOpen);
        if (result == WireCheck.Result.UNSOUND && status == ESCAPE && sysexOpen) {
            WireCheck.Result alone = check(from, position, false);
            if (alone != WireCheck.Result.UNSOUND) {
                closeSysex();
                result = alone;
            }
        }
        if (result == WireCheck.Result.UNSOUND) {
            dropSysex();
            problems.add(
                    number,
                    eventStart,
                    in() + "system exclusive with bytes that may not be in it was left out");
            return;
        }
        if (status == ESCAPE && length == 0) {
            return;
        }
        if (!sysexOpen) {
            sysexStart = events.mark();
        }
        events.start(at);
        if (status == SYSEX) {
            events.put(SYSEX);
        }
        events.put(file.bytes(), from, length);
        sysexOpen = result == WireCheck.Result.OPEN;
        events.setOpen(sysexOpen);
    }

    private WireCheck.Result check(int from, int to, boolean inside) {
        return WireCheck.check(file.bytes(), from, to, inside);
    }

    /** Ends system exclusive that has no end, as its writer will have meant it. */
    private void closeSysex() {
        if (sysexOpen) {
            sysexOpen = false;
            events.put(ESCAPE);
            events.setOpen(false);
            problems.add(
                    number, eventStart, in() + "system exclusive without an end; 0xF7 was added");
        }
    }

    private void dropSysex() {
        if (sysexOpen) {
            sysexOpen = false;
            events.reset(sysexStart);
        }
    }

    /** Steps over a length and as many bytes; returns their number. */
    private int block() throws TrackFault {
        int length = variable("length");
        if (length > limit - position) {
            position = limit;
            throw cut();
        }
        position += length;
        return length;
    }

    private int variable(String what) throws TrackFault {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int b = next();
            value = (value << 7) | (b & 0x7F);
            if (b < 0x80) {
                return value;
            }
        }
        throw illegal("a " + what + " of more than four bytes");
    }

    private int data() throws TrackFault {
        int b = next();
        if (b >= 0x80) {
            throw illegal("the byte " + hex(b) + " where a data byte must stand");
        }
        return b;
    }

    private int next() throws TrackFault {
        if (position >= limit) {
            throw cut();
        }
        return file.u8(position++);
    }

    private TrackFault cut() {
        return new TrackFault(
                limit >= file.size()
                        ? fileEnds()
                        : "track " + number + " ends inside an event at byte " + limit);
    }

    private TrackFault illegal(String what) {
        return new TrackFault("track " + number + " holds at byte " + (position - 1) + " " + what);
    }

    private String in() {
        return "track " + number + " at byte " + eventStart + ": ";
    }
}
