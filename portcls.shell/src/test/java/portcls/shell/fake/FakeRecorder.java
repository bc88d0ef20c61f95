package portcls.shell.fake;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A device whose sound can be recorded. */
public final class FakeRecorder implements Adapter, Recordable {
    private final String id;
    private final String hardwareId;
    private final List<String> recorded = new ArrayList<>();

    /** Frames that a recording gets. */
    public long frames = 100;

    /** Whether another recording runs. */
    public boolean busy;

    public FakeRecorder(String id, String hardwareId) {
        this.id = id;
        this.hardwareId = hardwareId;
    }

    /** What began and ended, in order. */
    public List<String> recorded() {
        return List.copyOf(recorded);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<String> hardwareIds() {
        return List.of(hardwareId);
    }

    @Override
    public Recording record(Path file) throws IOException {
        if (busy) {
            throw new IOException(
                    id + " is being recorded to other.wav already; end that recording first");
        }
        recorded.add("begin " + file.getFileName());
        return new FakeRecording(file);
    }

    private final class FakeRecording implements Recording {
        private final Path file;

        FakeRecording(Path file) {
            this.file = file;
        }

        @Override
        public Path file() {
            return file;
        }

        @Override
        public long startTime100ns() {
            return 0;
        }

        @Override
        public long frames() {
            return frames;
        }

        @Override
        public int sampleRate() {
            return 44_100;
        }

        @Override
        public void close() throws IOException {
            recorded.add("end " + file.getFileName());
            Files.writeString(file, "no sound");
        }
    }
}
