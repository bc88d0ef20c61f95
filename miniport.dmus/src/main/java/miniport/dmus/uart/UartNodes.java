package miniport.dmus.uart;

import portcls.api.IMasterClock;
import portcls.api.MiniportClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.dmus.SynthCaps;
import portcls.api.dmus.SynthPortParams;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthTarget;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.api.time.ReferenceTime;

import java.nio.BufferUnderflowException;

/**
 * The synthesizer nodes and what they answer ({@code kspropsetid-synth}): whatever is at the other
 * end of the cable, it has one group of 16 channels. Handlers run as {@link PropertyItem} says.
 */
final class UartNodes {
    /** The whole device: the cable has 16 channels. */
    static final int CHANNEL_GROUPS = 1;

    /**
     * How far the latency clock is ahead: the resolution of the port's sequencer, which times this
     * device.
     */
    static final long LATENCY_100NS = ReferenceTime.MILLISECOND;

    private final IMasterClock clock;

    UartNodes(IMasterClock clock) {
        this.clock = clock;
    }

    /** What pins 0 and 1 lead into. */
    NodeDescriptor output() {
        return NodeDescriptor.of(NodeTypes.SYNTHESIZER)
                .named(UartFilter.OUT)
                .automation(table(caps(MiniportClass.DMUS_UART, "DMusic MPU-401 Out")));
    }

    /** What the capture pin comes out of. */
    NodeDescriptor input() {
        return NodeDescriptor.of(NodeTypes.SYNTHESIZER)
                .named(UartFilter.IN)
                .automation(table(caps(MiniportClass.DMUS_UART_CAPTURE, "DMusic MPU-401 In")));
    }

    private AutomationTable table(SynthCaps caps) {
        return AutomationTable.of(
                PropertyItem.of(SynthProperty.CAPS).get(_ -> caps),
                PropertyItem.of(SynthProperty.PORTPARAMETERS).get(UartNodes::portParameters),
                PropertyItem.of(SynthProperty.CHANNELGROUPS)
                        .get(_ -> CHANNEL_GROUPS)
                        .set((_, groups) -> requireOneGroup(groups))
                        .support(BasicSupport.of(BasicSupport.VT_UI4)),
                PropertyItem.of(SynthProperty.LATENCYCLOCK)
                        .get(_ -> clock.getTime() + LATENCY_100NS));
    }

    private static SynthCaps caps(MiniportClass miniport, String description) {
        return new SynthCaps(
                new KsId(miniport.classId(), miniport.name()),
                SynthCaps.EXTERNAL,
                0,
                CHANNEL_GROUPS,
                SynthCaps.UNKNOWN,
                SynthCaps.UNKNOWN,
                SynthCaps.EFFECT_NONE,
                description);
    }

    /** Takes every wish but one: there is no other number of channel groups. */
    private static SynthPortParams portParameters(PropertyRequest<SynthPortParams> request) {
        SynthPortParams wish = wishOf(request);
        if (wish.has(SynthPortParams.CHANNELGROUPS) && wish.channelGroups() != CHANNEL_GROUPS) {
            request.answerWith(Status.NOT_ALL_ASSIGNED);
        }
        return new SynthPortParams(
                wish.validParams() | SynthPortParams.CHANNELGROUPS,
                wish.voices(),
                CHANNEL_GROUPS,
                wish.audioChannels(),
                wish.sampleRate(),
                wish.effectsFlags(),
                wish.share());
    }

    private static SynthPortParams wishOf(PropertyRequest<SynthPortParams> request) {
        try {
            return SynthTarget.portParamsOf(request.instance());
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "PORTPARAMETERS needs a wish behind the request, SYNTH_PORTPARAMS; make the"
                            + " target with SynthTarget.portParams: bytes="
                            + request.instance().remaining(),
                    e);
        }
    }

    private static void requireOneGroup(int groups) {
        if (groups != CHANNEL_GROUPS) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    "a MIDI cable has one group of 16 channels: CHANNELGROUPS="
                            + Integer.toUnsignedString(groups));
        }
    }
}
