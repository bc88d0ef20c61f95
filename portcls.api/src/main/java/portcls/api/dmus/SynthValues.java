package portcls.api.dmus;

import portcls.api.ks.KsId;
import portcls.api.ks.KsLayout;
import portcls.api.ks.ValueType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The structures of the synthesizer properties in memory. */
final class SynthValues {
    private static final int PARAMS_BYTES = 28;
    private static final int CAPS_HEAD = 40;
    private static final int DESCRIPTION_BYTES = SynthCaps.DESCRIPTION_CHARS * Character.BYTES;

    static final ValueType<SynthCaps> CAPS =
            new ValueType<>(
                    "SYNTHCAPS",
                    CAPS_HEAD + DESCRIPTION_BYTES,
                    SynthValues::ofCaps,
                    SynthValues::caps);

    static final ValueType<SynthPortParams> PORT_PARAMS =
            new ValueType<>(
                    "SYNTH_PORTPARAMS",
                    PARAMS_BYTES,
                    v ->
                            KsLayout.little(PARAMS_BYTES)
                                    .putInt(v.validParams())
                                    .putInt(v.voices())
                                    .putInt(v.channelGroups())
                                    .putInt(v.audioChannels())
                                    .putInt(v.sampleRate())
                                    .putInt(v.effectsFlags())
                                    .putInt(v.share() ? 1 : 0)
                                    .array(),
                    b ->
                            new SynthPortParams(
                                    b.getInt(),
                                    b.getInt(),
                                    b.getInt(),
                                    b.getInt(),
                                    b.getInt(),
                                    b.getInt(),
                                    b.getInt() != 0));

    static final ValueType<SynthStats> STATS =
            new ValueType<>(
                    "SYNTH_STATS",
                    PARAMS_BYTES,
                    v ->
                            KsLayout.little(PARAMS_BYTES)
                                    .putInt(v.validStats())
                                    .putInt(v.voices())
                                    .putInt(v.totalCpu())
                                    .putInt(v.cpuPerVoice())
                                    .putInt(v.lostNotes())
                                    .putInt(v.freeMemory())
                                    .putInt(v.peakVolume())
                                    .array(),
                    b ->
                            new SynthStats(
                                    b.getInt(),
                                    b.getInt(),
                                    b.getInt(),
                                    b.getInt(),
                                    b.getInt(),
                                    b.getInt(),
                                    b.getInt()));

    static final ValueType<SynthDownload> DOWNLOAD =
            new ValueType<>(
                    "SYNTHDOWNLOAD",
                    16,
                    v ->
                            KsLayout.little(16)
                                    .putLong(v.handle())
                                    .putInt(v.free() ? 1 : 0)
                                    .putInt(0)
                                    .array(),
                    b -> new SynthDownload(b.getLong(), b.getInt() != 0));

    private SynthValues() {}

    @SuppressWarnings("ByteBufferBackingArray") // it was allocated here
    private static byte[] ofCaps(SynthCaps caps) {
        ByteBuffer target = KsLayout.little(CAPS_HEAD + DESCRIPTION_BYTES);
        KsLayout.putGuid(target, caps.guid().guid());
        target.putInt(caps.flags())
                .putInt(caps.memorySize())
                .putInt(caps.maxChannelGroups())
                .putInt(caps.maxVoices())
                .putInt(caps.maxAudioChannels())
                .putInt(caps.effectFlags());
        String text = caps.description();
        // One character stays the zero that ends it.
        int count = Math.min(text.length(), SynthCaps.DESCRIPTION_CHARS - 1);
        target.put(text.substring(0, count).getBytes(StandardCharsets.UTF_16LE));
        return target.array();
    }

    private static SynthCaps caps(ByteBuffer source) {
        KsId guid = new KsId(KsLayout.getGuid(source), "SYNTH");
        int flags = source.getInt();
        int memory = source.getInt();
        int groups = source.getInt();
        int voices = source.getInt();
        int channels = source.getInt();
        int effects = source.getInt();
        byte[] text = new byte[DESCRIPTION_BYTES];
        source.get(text);
        String description = new String(text, StandardCharsets.UTF_16LE);
        int end = description.indexOf('\0');
        return new SynthCaps(
                guid,
                flags,
                memory,
                groups,
                voices,
                channels,
                effects,
                end < 0 ? description : description.substring(0, end));
    }
}
