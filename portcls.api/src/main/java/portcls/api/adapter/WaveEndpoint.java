package portcls.api.adapter;

import portcls.api.ks.AudioDataRange;
import portcls.api.ks.DataFlow;
import portcls.api.ks.JackDescription;
import portcls.api.ks.KsId;
import portcls.api.ks.WaveFormat;

import java.util.List;

/**
 * A connector of a {@link WaveEngine}: where sound goes out or comes in.
 *
 * @param name for people, unique on the engine, for example {@code Speaker}
 * @param flow {@link DataFlow#IN} takes sound from programs (render), {@link DataFlow#OUT} gives it
 *     (capture)
 * @param role what its streams are
 * @param formats what its streams can be, best first
 * @param preferred the format that costs the device least; lies in {@code formats}
 * @param connector what is behind it, a pin category, for example {@link
 *     portcls.api.ks.PinCategories#SPEAKER}
 * @param maximumStreams how many streams at a time, {@link portcls.api.ks.PinDescriptor#UNLIMITED}
 *     = any number
 * @param jacks its sockets; empty when nothing is known of them. {@link JackDetection} tells how
 *     they change
 */
public record WaveEndpoint(
        String name,
        DataFlow flow,
        Role role,
        List<AudioDataRange> formats,
        WaveFormat preferred,
        KsId connector,
        int maximumStreams,
        List<JackDescription> jacks) {
    /** What the streams of an endpoint are ({@code hardware-offloaded-audio-processing}). */
    public enum Role {
        /** Ordinary streams. */
        HOST,
        /** Streams that the device mixes, with volume, mute and meter of their own. */
        OFFLOAD,
        /** Captures what the device plays. */
        LOOPBACK
    }

    public WaveEndpoint {
        formats = List.copyOf(formats);
        jacks = List.copyOf(jacks);
        if (name.isBlank() || formats.isEmpty()) {
            throw new IllegalArgumentException(
                    "an endpoint needs a name and at least one range of formats: name=\""
                            + name
                            + "\", formats="
                            + formats);
        }
        if (formats.stream().noneMatch(preferred::fits)) {
            throw new IllegalArgumentException(
                    "the preferred format must lie in one of the ranges: preferred="
                            + preferred
                            + ", formats="
                            + formats);
        }
        if (flow != DataFlow.IN && flow != DataFlow.OUT) {
            throw new IllegalArgumentException(
                    "an endpoint takes sound (IN) or gives it (OUT): flow=" + flow);
        }
    }

    /** An endpoint that plays. */
    public static WaveEndpoint render(
            String name, KsId connector, WaveFormat preferred, List<AudioDataRange> formats) {
        return new WaveEndpoint(
                name, DataFlow.IN, Role.HOST, formats, preferred, connector, 1, List.of());
    }

    /** An endpoint that records. */
    public static WaveEndpoint capture(
            String name, KsId connector, WaveFormat preferred, List<AudioDataRange> formats) {
        return new WaveEndpoint(
                name, DataFlow.OUT, Role.HOST, formats, preferred, connector, 1, List.of());
    }

    /** The same endpoint for several streams at a time. */
    public WaveEndpoint streams(int maximum) {
        return new WaveEndpoint(name, flow, role, formats, preferred, connector, maximum, jacks);
    }

    /** The same endpoint in another role. */
    public WaveEndpoint role(Role newRole) {
        return new WaveEndpoint(
                name, flow, newRole, formats, preferred, connector, maximumStreams, jacks);
    }

    /** The same endpoint with sockets. */
    public WaveEndpoint jacks(JackDescription... sockets) {
        return new WaveEndpoint(
                name, flow, role, formats, preferred, connector, maximumStreams, List.of(sockets));
    }

    /** Whether it records. */
    public boolean isCapture() {
        return flow == DataFlow.OUT;
    }
}
