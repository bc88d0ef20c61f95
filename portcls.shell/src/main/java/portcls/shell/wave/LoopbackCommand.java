package portcls.shell.wave;

import portcls.api.PortClsException;
import portcls.api.client.Buffer;
import portcls.api.client.FilterHandle;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;
import portcls.api.wavert.AudioEngineProperty;
import portcls.api.wavert.HwLatency;
import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.NumberOption;
import portcls.shell.command.Syntax;
import portcls.shell.diag.WhyCommand;
import portcls.shell.text.Texts;

import java.util.List;
import java.util.Optional;

/** {@code loopback}: how long sound takes out of one device and into another. */
public final class LoopbackCommand implements Command {
    private static final String DEVICE = "ID";
    private static final double SECONDS = 5;
    private static final double MOST_SECONDS = 60;
    private static final int BUFFER_MILLIS = 80;

    private final House house;

    public LoopbackCommand(House house) {
        this.house = house;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        "loopback",
                        "Plays bursts of noise, finds them in what is recorded, and tells the round"
                                + " trip")
                .option(
                        "device",
                        DEVICE,
                        "which plays: id of a device, or a part of it; else the best that plays"
                                + " sound")
                .option("capture", DEVICE, "which records; else the same device")
                .option("seconds", "N", "how long; else 5")
                .option("buffer", "MS", "size of both buffers; else " + BUFFER_MILLIS)
                .flag("fast", "not in real time but as fast as it can; on the command line only")
                .note("A cable must lead from output to input; a virtual device has one inside.")
                .example("loopback                       # of the best device that is there")
                .example("loopback --device hw:0 --capture hw:1");
    }

    @Override
    public List<String> candidates(String label) {
        return label.equals(DEVICE) ? WhyCommand.devices(house) : List.of();
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException {
        double seconds =
                NumberOption.real(syntax(), arguments, "seconds", 1, MOST_SECONDS).orElse(SECONDS);
        int millis =
                NumberOption.whole(syntax(), arguments, "buffer", 1, Performance.MOST_BUFFER_MILLIS)
                        .orElse(BUFFER_MILLIS);
        WaveDevices devices = new WaveDevices(house, arguments.has("fast"));
        Optional<VirtualClock> clock = devices.handClock("loopback");
        FilterEntry player = devices.render(arguments.option("device"), console);
        WaveOpening capture = capture(devices, player, arguments.option("capture"), console);
        Buffer buffer = Performance.buffer(millis);
        try (WavePin out = WaveOpening.render(player).openAsItLikes(buffer);
                WavePin in = capture.openNear(wished(capture, out.format()), buffer)) {
            requireOneRate(out, in);
            console.print("plays    " + player.id() + ", " + Performance.format(out));
            console.print("records  " + capture.device().id() + ", " + Performance.format(in));
            return measure(out, in, seconds, clock, console);
        }
    }

    private ExitStatus measure(
            WavePin out, WavePin in, double seconds, Optional<VirtualClock> clock, Console console)
            throws CommandException {
        int rate = out.format().samplesPerSecond();
        Bursts bursts = new Bursts(seconds, rate);
        LoopWork work = new LoopWork(out, in, bursts);
        WaveWatch watch = new WaveWatch(house, in, work::frames, bursts.frames(), console);
        work.play();
        out.run();
        StreamRun run = new StreamRun(in, work, watch);
        Ending ending = clock.isPresent() ? run.fast(clock.get()) : run.real();
        if (ending.status() == ExitStatus.FAILED) {
            throw new CommandException(
                    "The measurement broke off: " + Texts.sentence(ending.problem()));
        }
        if (ending.status() == ExitStatus.INTERRUPTED) {
            return ending.status();
        }
        RoundTrips trips = work.trips();
        if (trips.isEmpty()) {
            throw nothing(out, in, bursts);
        }
        console.print(
                "found    "
                        + trips.frames().size()
                        + " of "
                        + Texts.count(trips.bursts(), "burst"));
        console.print(
                "trip     "
                        + figure(trips.median(), rate)
                        + " through the devices; shortest "
                        + figure(trips.min(), rate)
                        + ", longest "
                        + figure(trips.max(), rate));
        long outFrames = latencyFrames(out);
        long inFrames = latencyFrames(in);
        console.print(
                "they say "
                        + figure(outFrames + inFrames, rate)
                        + ": "
                        + outFrames
                        + " out and "
                        + inFrames
                        + " in");
        long program = trips.median() + out.bufferFrames() + in.packetFrames();
        console.print(
                "program  "
                        + figure(program, rate)
                        + " from hand-over to reception, with a full buffer of "
                        + out.bufferFrames()
                        + " out and a packet of "
                        + in.packetFrames()
                        + " in");
        console.print("out      " + WaveWatch.summary(out));
        console.print("in       " + WaveWatch.summary(in));
        return ExitStatus.OK;
    }

    private static WaveOpening capture(
            WaveDevices devices, FilterEntry player, Optional<String> written, Console console)
            throws CommandException, InterruptedException {
        if (written.isPresent()) {
            return WaveOpening.capture(devices.capture(written, console), "--capture");
        }
        WaveOpening same = WaveOpening.capture(player, "--capture");
        Optional<Integer> loop = loopbackPin(player);
        if (loop.isPresent()) {
            return same.pin(loop.get());
        }
        if (!player.isWaveCapture()) {
            throw new CommandException(
                    player.id()
                            + " plays but does not record.\n"
                            + "  What to do: name the device that hears it with --capture ID;"
                            + " `devices` lists what is there.");
        }
        return same;
    }

    /** The pin that gives what the device plays, where its audio engine has one. */
    private static Optional<Integer> loopbackPin(FilterEntry device) {
        List<NodeDescriptor> nodes = device.filter().descriptor().nodes();
        try (FilterHandle handle = device.filter().open()) {
            for (int node = 0; node < nodes.size(); node++) {
                if (nodes.get(node).type().equals(NodeTypes.AUDIO_ENGINE)) {
                    int pin =
                            handle.get(AudioEngineProperty.DESCRIPTOR, Target.node(node))
                                    .loopbackPinId();
                    if (pin >= 0 && pin < device.filter().descriptor().pins().size()) {
                        return Optional.of(pin);
                    }
                }
            }
        } catch (PortClsException e) {
            System.getLogger(LoopbackCommand.class.getName())
                    .log(System.Logger.Level.DEBUG, "no loopback pin", e);
        }
        return Optional.empty();
    }

    /** What it likes best, at the rate of the other. */
    private static WaveFormat wished(WaveOpening capture, WaveFormat out) throws CommandException {
        WaveFormat liked = capture.preferred();
        return new WaveFormat(
                liked.subFormat(),
                liked.channels(),
                out.samplesPerSecond(),
                liked.bitsPerSample(),
                liked.validBitsPerSample(),
                liked.channelMask(),
                liked.extensible());
    }

    private static void requireOneRate(WavePin out, WavePin in) throws CommandException {
        if (out.format().samplesPerSecond() != in.format().samplesPerSecond()) {
            throw new CommandException(
                    out.filter().id()
                            + " plays at "
                            + out.format().samplesPerSecond()
                            + " Hz and "
                            + in.filter().id()
                            + " cannot record at that rate.\n"
                            + "  What to do: choose other devices with --device and --capture.");
        }
    }

    private static CommandException nothing(WavePin out, WavePin in, Bursts bursts) {
        String id = out.filter().id();
        String advice;
        if (id.startsWith("jack:")) {
            advice =
                    "connect the output ports of this program with its input ports, for instance"
                            + " with jack_connect (jack_lsp lists the ports) or qpwgraph";
        } else if (id.startsWith("virtual:")) {
            advice =
                    "choose a device with a loop: one with kind=cable, or one with microphone=loop"
                            + " (help config)";
        } else {
            advice =
                    "lead a cable from its output to the input, turn both up and capture on, for"
                            + " instance with alsamixer";
        }
        return new CommandException(
                "None of "
                        + Texts.count(bursts.count(), "burst")
                        + " that "
                        + id
                        + " played came back in "
                        + in.filter().id()
                        + " within "
                        + Texts.millis(1000.0 * bursts.interval() / out.format().samplesPerSecond())
                        + ".\n  What to do: "
                        + advice
                        + "; or name the device that hears it with --capture ID.");
    }

    private static String figure(long frames, int rate) {
        return Texts.count(frames, "frame") + " (" + Texts.millis(1000.0 * frames / rate) + ")";
    }

    /** Delays that a device admits. */
    private static long latencyFrames(WavePin pin) {
        HwLatency latency = pin.latency();
        long time100ns = latency.chipsetDelay100ns() + latency.codecDelay100ns();
        return latency.fifoSize() / pin.format().blockAlign()
                + Math.round(
                        (double) time100ns
                                * pin.format().samplesPerSecond()
                                / ReferenceTime.SECOND);
    }
}
