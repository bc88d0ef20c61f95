package miniport.dmus.synth;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.dmus.SynthDlsProperty;
import portcls.api.dmus.SynthPortParams;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthTarget;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a music pin of a synthesizer and its node answer. All handlers run at PASSIVE. */
public final class SynthProperties {
    private static final int GROUP_CHANNELS = 16;

    private SynthProperties() {}

    /** The properties of the pin itself. */
    public static AutomationTable ofPin() {
        return AutomationTable.of(
                PropertyItem.of(SynthProperty.VOLUME)
                        .get(r -> stream(r).loudness().volume())
                        .set((r, value) -> stream(r).loudness().setVolume(value))
                        .support(BasicSupport.stepped(Loudness.LEAST, Loudness.MOST_VOLUME, 1)));
    }

    /** The properties of the synthesizer node, which are asked of an open pin. */
    public static AutomationTable ofNode() {
        return AutomationTable.of(
                PropertyItem.of(SynthProperty.VOLUMEBOOST)
                        .get(r -> stream(r).loudness().boost())
                        .set((r, value) -> stream(r).loudness().setBoost(value))
                        .support(BasicSupport.stepped(Loudness.LEAST, Loudness.MOST_BOOST, 1)),
                PropertyItem.of(SynthProperty.CAPS).get(r -> stream(r).traits().caps()),
                PropertyItem.of(SynthProperty.PORTPARAMETERS).get(SynthProperties::portParameters),
                PropertyItem.of(SynthProperty.CHANNELGROUPS)
                        .get(r -> stream(r).groups())
                        .set((r, value) -> stream(r).setGroups(value)),
                PropertyItem.of(SynthProperty.VOICEPRIORITY)
                        .get(r -> stream(r).ledger().priority(channel(r)))
                        .set((r, value) -> stream(r).ledger().priority(channel(r), value)),
                PropertyItem.of(SynthProperty.LATENCYCLOCK).get(r -> stream(r).latencyClock()),
                PropertyItem.of(SynthProperty.RUNNINGSTATS).get(r -> stream(r).stats().stats()),
                PropertyItem.of(SynthDlsProperty.DOWNLOAD)
                        .get(r -> stream(r).downloads().add(buffer(r))),
                PropertyItem.of(SynthDlsProperty.UNLOAD)
                        .set((r, handle) -> stream(r).downloads().remove(handle, r::pend)),
                // The Java heap, and malloc, put themselves in order.
                PropertyItem.of(SynthDlsProperty.COMPACT).set((_, _) -> {}),
                PropertyItem.of(SynthDlsProperty.APPEND).get(_ -> 0),
                PropertyItem.of(SynthDlsProperty.WAVEFORMAT).get(r -> stream(r).waveFormat()));
    }

    private static SynthStream stream(PropertyRequest<?> request) {
        if (request.minorTarget().orElse(null) instanceof SynthStream stream) {
            return stream;
        }
        throw new PortClsException(
                Status.INVALID_DEVICE_REQUEST,
                request.item().key() + " is asked of an open music pin; open one and ask that");
    }

    private static SynthPortParams portParameters(PropertyRequest<SynthPortParams> request)
            throws IOException {
        SynthStream stream = stream(request);
        SynthPortParams wish;
        try {
            wish = SynthTarget.portParamsOf(request.instance());
        } catch (IllegalArgumentException e) {
            throw invalid(request, e);
        }
        if (wish.has(SynthPortParams.CHANNELGROUPS)) {
            int most = stream.traits().maxGroups();
            int groups = wish.channelGroups();
            stream.setGroups(groups < 0 || groups > most ? most : Math.max(groups, 1));
        }
        stream.requestVoices(
                wish.has(SynthPortParams.VOICES) && wish.voices() >= 0
                        ? wish.voices()
                        : stream.traits().voices());
        SynthPortParams given = stream.params();
        if (!isAsWished(wish, given)) {
            request.answerWith(Status.NOT_ALL_ASSIGNED);
        }
        return new SynthPortParams(
                wish.validParams() | given.validParams(),
                given.voices(),
                given.channelGroups(),
                given.audioChannels(),
                given.sampleRate(),
                given.effectsFlags(),
                given.share());
    }

    private static boolean isAsWished(SynthPortParams wish, SynthPortParams given) {
        return (!wish.has(SynthPortParams.VOICES) || wish.voices() == given.voices())
                && (!wish.has(SynthPortParams.CHANNELGROUPS)
                        || wish.channelGroups() == given.channelGroups())
                && (!wish.has(SynthPortParams.AUDIOCHANNELS)
                        || wish.audioChannels() == given.audioChannels())
                && (!wish.has(SynthPortParams.SAMPLERATE)
                        || wish.sampleRate() == given.sampleRate())
                && (!wish.has(SynthPortParams.EFFECT)
                        || wish.effectsFlags() == given.effectsFlags())
                && (!wish.has(SynthPortParams.SHARE) || wish.share() == given.share());
    }

    /** The channel that a VOICEPRIORITY request names, counted over all groups. */
    private static int channel(PropertyRequest<?> request) {
        ByteBuffer instance = request.instance();
        if (instance.remaining() < 2 * Integer.BYTES) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a voice priority needs a channel, SYNTHVOICEPRIORITY_INSTANCE: bytes="
                            + instance.remaining());
        }
        int group = instance.getInt(instance.position());
        int channel = instance.getInt(instance.position() + Integer.BYTES);
        int groups = stream(request).groups();
        if (group < 0 || group >= groups || channel < 0 || channel >= GROUP_CHANNELS) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "this pin has channel groups 0 … "
                            + (groups - 1)
                            + " of 16 channels: channelGroup="
                            + Integer.toUnsignedString(group)
                            + ", channel="
                            + Integer.toUnsignedString(channel));
        }
        return group * GROUP_CHANNELS + channel;
    }

    private static byte[] buffer(PropertyRequest<?> request) {
        try {
            return SynthTarget.bufferOf(request.instance());
        } catch (IllegalArgumentException e) {
            throw invalid(request, e);
        }
    }

    private static PortClsException invalid(
            PropertyRequest<?> request, IllegalArgumentException cause) {
        return new PortClsException(
                Status.INVALID_PARAMETER, request.item().key() + ": " + cause.getMessage(), cause);
    }
}
