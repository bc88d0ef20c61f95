package portcls.bench.property;

import portcls.api.PortClass;
import portcls.api.client.FilterHandle;
import portcls.api.client.Target;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.bench.House;
import portcls.bench.Report;
import portcls.bench.alsa.PulseServer;
import portcls.bench.driver.NullMixer;
import portcls.bench.stack.Answer;
import portcls.bench.stack.Child;
import portcls.ports.time.SystemClock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** What it costs to get and to set the volume of a node whose driver does nothing else. */
public final class PropertyCost {
    private static final String COLLECTOR = "-XX:+UseSerialGC";
    private static final String NAME = "master volume";
    private static final int LEVELS = 64;
    private static final int STEP = 0x8000;

    /** Where what was read goes, so that reading is not left out. */
    private long read;

    private PropertyCost() {}

    /** Prints the table. */
    public static void run() throws IOException, InterruptedException {
        Report.line("Get and set the volume of a node: one client, nobody else asks");
        Report.line("%-56s %10s %10s %10s %10s", "", "get, ns", "B", "set, ns", "B");
        PropertyCost cost = new PropertyCost();
        cost.ports();
        cost.peers();
        jdk();
        Report.line("(sum of what was read: %d)", cost.read);
    }

    private void ports() {
        try (House house =
                        new House(
                                new SystemClock(),
                                PortClass.TOPOLOGY,
                                new NullMixer(PropertyCost::look));
                FilterHandle handle = house.filter().open()) {
            Target all = Target.node(0).channel(-1);
            row(
                    "PropertyAccess: get, set",
                    _ -> read += handle.get(AudioProperty.VOLUMELEVEL, all),
                    i -> handle.set(AudioProperty.VOLUMELEVEL, all, level(i)));
            RawVolume raw = new RawVolume(handle, 0, -1);
            row("raw road: ksProperty", _ -> read += raw.get(), i -> raw.set(level(i)));
        }
    }

    private void peers() {
        GuardedLevels levels = new GuardedLevels();
        row(
                "a map behind a ReentrantLock, asked through a thread",
                levels,
                Executors.newSingleThreadExecutor());
        row(
                "a map behind a ReentrantLock",
                _ -> read += levels.get(NAME),
                i -> levels.set(NAME, level(i)));
    }

    private void row(String label, GuardedLevels levels, ExecutorService thread) {
        try (thread) {
            row(
                    label,
                    _ -> read += levels.getOn(thread, NAME),
                    i -> levels.setOn(thread, NAME, level(i)));
        }
    }

    /** The JDK has lines with a gain where there is a sound card, or a server in its place. */
    private static void jdk() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("portcls-bench-property");
        try {
            if (PulseServer.missing().isEmpty()) {
                try (PulseServer server = new PulseServer(folder)) {
                    jdk(folder, server.environment());
                }
            } else {
                jdk(folder, Map.of());
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void jdk(Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        String said;
        try (Child child = Child.java(folder, environment, COLLECTOR, GainMain.class)) {
            said = child.expect(GainMain.BEGINNING);
        }
        Answer answer = new Answer(said);
        if (answer.whole("there") == 0) {
            Report.line("JDK, FloatControl MASTER_GAIN of a line: not run, %s", said);
            return;
        }
        row(
                "JDK, FloatControl MASTER_GAIN of a SourceDataLine",
                new CallCost(answer.number("get"), answer.number("getBytes")),
                new CallCost(answer.number("set"), answer.number("setBytes")));
    }

    private static void row(String label, IntConsumer get, IntConsumer set) {
        row(label, CallCost.of(get), CallCost.of(set));
    }

    private static void row(String label, CallCost get, CallCost set) {
        Report.line(
                "%-56s %10.1f %10.1f %10.1f %10.1f",
                label, get.nanos(), get.bytes(), set.nanos(), set.bytes());
    }

    private static int level(int i) {
        return -STEP * (i % LEVELS);
    }

    /** In, volume, out. */
    private static FilterDescriptor look(AutomationTable volume) {
        return FilterDescriptor.builder("Null mixer")
                .pin(
                        PinDescriptor.bridge(
                                DataFlow.IN,
                                PinCategories.LEGACY_AUDIO_CONNECTOR,
                                DataRange.analog()))
                .pin(PinDescriptor.bridge(DataFlow.OUT, PinCategories.SPEAKER, DataRange.analog()))
                .node(NodeDescriptor.of(NodeTypes.VOLUME).automation(volume))
                .connect(ConnectionDescriptor.pinToNode(0, 0))
                .connect(ConnectionDescriptor.nodeToPin(0, 1))
                .category(Categories.AUDIO)
                .category(Categories.TOPOLOGY)
                .build();
    }
}
