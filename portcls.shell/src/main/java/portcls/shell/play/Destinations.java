package portcls.shell.play;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.FilterHandle;
import portcls.api.dmus.WaveSinkProperty;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.House;
import portcls.shell.command.UsageException;
import portcls.shell.device.DeviceChoice;
import portcls.shell.device.DeviceDrivers;
import portcls.shell.device.DeviceKind;
import portcls.shell.device.DriverDrop;
import portcls.shell.synth.Synthesizers;
import portcls.shell.wave.WaveDevices;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds out where a song goes, and drops in the drivers that are missing on the way: a synthesizer
 * on the wave device that it is configured for, else on the best, unless a device was named.
 *
 * @param house the container
 * @param console where it tells what it does
 */
record Destinations(House house, Console console) {
    /** A wave device that writes files. */
    private static final String FILE_DEVICE = "virtual:speaker";

    private static final String PURPOSE = "plays MIDI";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * The destination.
     *
     * @param device as somebody wrote it
     * @param synth name of a synthesizer of the house
     * @param wav whether a file with the sound is wanted
     */
    Destination find(Optional<String> device, Optional<String> synth, boolean wav)
            throws CommandException, InterruptedException {
        if (device.isEmpty()) {
            return heard(new Synthesizers(house).ofHouse(synth, console), wav);
        }
        return switch (kind(device.get())) {
            case SOUND -> {
                FilterEntry found = new Synthesizers(house).ofHouse(synth, console);
                yield Destination.Synth.on(found, wave(device));
            }
            case SYNTH -> {
                refuse(synth, device.get());
                yield heard(new Synthesizers(house).named(device.get(), console), wav);
            }
            case MIDI -> {
                refuse(synth, device.get());
                yield new Destination.Midi(midi(device.get()));
            }
        };
    }

    /** The kind of what was named; a name that nothing has is taken for one of a MIDI device. */
    DeviceKind kind(String device) throws CommandException, InterruptedException {
        if (device.startsWith(Synthesizers.PREFIX)) {
            return DeviceKind.SYNTH;
        }
        Optional<DeviceKind> kind = DeviceChoice.kind(house, device);
        if (kind.isEmpty()) {
            boolean _ = house.await(() -> isThere(device), PATIENCE);
            kind = DeviceChoice.kind(house, device);
        }
        return kind.orElse(DeviceKind.MIDI);
    }

    private boolean isThere(String device) {
        return !DeviceDrivers.hardwareIds(house, device).isEmpty();
    }

    /** Where a synthesizer is heard when nobody named a wave device. */
    private Destination heard(FilterEntry synth, boolean wav)
            throws CommandException, InterruptedException {
        if (wav) {
            return Destination.Synth.on(synth, wave(Optional.of(FILE_DEVICE)));
        }
        String output = output(synth);
        return output.isEmpty()
                ? Destination.Synth.on(synth, wave(Optional.empty()))
                : new Destination.Synth(
                        synth,
                        output,
                        new WaveDevices(house, false).renderById(output, console),
                        true);
    }

    /** The wave device that a synthesizer was told to play to; empty when it was told none. */
    private static String output(FilterEntry synth) {
        try (FilterHandle handle = synth.filter().open()) {
            return handle.get(WaveSinkProperty.OUTPUT);
        } catch (PortClsException e) {
            if (e.status() == Status.NOT_FOUND || e.status() == Status.NOT_SUPPORTED) {
                return "";
            }
            throw e;
        }
    }

    private FilterEntry wave(Optional<String> written)
            throws CommandException, InterruptedException {
        return new WaveDevices(house, false).render(written, console);
    }

    private FilterEntry midi(String written) throws CommandException, InterruptedException {
        new DeviceDrivers(house).dropNamed(written, console);
        Comparator<FilterEntry> meantFirst =
                Comparator.comparing(entry -> !DeviceChoice.matches(entry, written));
        new DriverDrop(
                        house,
                        DeviceKind.MIDI.driver(),
                        FilterEntry::isMidiRender,
                        PURPOSE,
                        meantFirst.thenComparing(FilterEntry::id))
                .run(console);
        return new DeviceChoice(house, DeviceKind.MIDI, FilterEntry::isMidiRender, PURPOSE)
                .named(written, entry -> entry.isWaveRender() || entry.isSynthesizer());
    }

    private static void refuse(Optional<String> synth, String device) throws UsageException {
        if (synth.isPresent()) {
            throw new UsageException(
                    "play: --synth chooses a synthesizer and --device "
                            + device
                            + " is no wave device that it could be heard on\n"
                            + "  What to do: leave one of them out");
        }
    }
}
