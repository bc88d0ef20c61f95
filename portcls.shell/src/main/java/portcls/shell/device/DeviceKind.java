package portcls.shell.device;

import portcls.shell.command.FilterEntry;

import java.util.List;
import java.util.Optional;

/** What a device is for, as its hardware ids tell, whether a driver serves it or not. */
public enum DeviceKind {
    /** It plays or records sound. */
    SOUND("a sound device", "miniport.wavert"),
    /** It takes or gives MIDI. */
    MIDI("a MIDI device", "miniport.midi"),
    /** It turns MIDI into sound. */
    SYNTH("a synthesizer", "miniport.dmus");

    private final String text;
    private final String driver;

    DeviceKind(String text, String driver) {
        this.text = text;
        this.driver = driver;
    }

    /** For people, {@code a MIDI device}. */
    public String text() {
        return text;
    }

    /** The delivered driver that serves such devices. */
    public String driver() {
        return driver;
    }

    /** The kind of what a filter can do; empty when it is none of these. */
    public static Optional<DeviceKind> of(FilterEntry entry) {
        if (entry.isSynthesizer()) {
            return Optional.of(SYNTH);
        }
        if (entry.isMidiRender() || entry.isMidiCapture()) {
            return Optional.of(MIDI);
        }
        return entry.isWaveRender() || entry.isWaveCapture()
                ? Optional.of(SOUND)
                : Optional.empty();
    }

    /** The kind of a device or function with these hardware ids; empty when it is none of these. */
    public static Optional<DeviceKind> of(List<String> hardwareIds) {
        return hardwareIds.stream().flatMap(id -> of(id).stream()).findFirst();
    }

    private static Optional<DeviceKind> of(String hardwareId) {
        return switch (hardwareId) {
            case "wave-engine", "sb16", "ac97" -> Optional.of(SOUND);
            case "mpu401", "midi-bytes", "opl3" -> Optional.of(MIDI);
            default -> Optional.empty();
        };
    }
}
