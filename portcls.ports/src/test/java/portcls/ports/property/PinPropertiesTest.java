package portcls.ports.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static portcls.ports.property.FakeFilter.failure;

import org.junit.jupiter.api.Test;

import portcls.api.IMiniport;
import portcls.api.IPinCount;
import portcls.api.IPinName;
import portcls.api.Status;
import portcls.api.client.Target;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.Communication;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.InstanceCount;
import portcls.api.ks.KsId;
import portcls.api.ks.KsIdentifier;
import portcls.api.ks.KsState;
import portcls.api.ks.PhysicalConnection;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.ks.PlainDataFormat;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.SynthClockProperty;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class PinPropertiesTest {
    private static final AudioDataRange PCM =
            new AudioDataRange(
                    FormatIds.SUBTYPE_PCM, FormatIds.SPECIFIER_WAVEFORMATEX, 2, 8, 16, 8000, 48000);
    private static final FilterDescriptor DESCRIPTOR =
            FilterDescriptor.builder("Card")
                    .pin(PinDescriptor.midiRender().instances(2, 3))
                    .pin(
                            PinDescriptor.bridge(
                                    DataFlow.OUT,
                                    PinCategories.LEGACY_AUDIO_CONNECTOR,
                                    DataRange.midiBus()))
                    .pin(
                            PinDescriptor.streaming(DataFlow.IN, PinCategories.LINE_CONNECTOR, PCM)
                                    .instances(PinDescriptor.UNLIMITED, PinDescriptor.UNLIMITED))
                    .build();

    private final FakeFilter filter = new FakeFilter(DESCRIPTOR);

    /** A driver that revises counts and names pin 0. */
    private static final class Revising implements IMiniport, IPinCount, IPinName {
        private final List<Counts> asked = new ArrayList<>();

        @Override
        public FilterDescriptor getDescription() {
            return DESCRIPTOR;
        }

        @Override
        public Counts pinCount(int pinId, Counts counts) {
            asked.add(counts);
            return new Counts(1, counts.filterCurrent(), 1, counts.globalCurrent(), 1);
        }

        @Override
        public Optional<String> getPinName(int pinId) {
            return pinId == 0 ? Optional.of("Front panel") : Optional.empty();
        }
    }

    @Test
    @Rule({"PROP-4", "FMT-1"})
    void thePortTellsWhatTheDescriptorSays() {
        Target pin = Target.pin(0);
        assertEquals(3, filter.get(PinProperty.CTYPES, Target.self()));
        assertEquals(DataFlow.IN, filter.get(PinProperty.DATAFLOW, pin));
        assertEquals(List.of(DataRange.midi()), filter.get(PinProperty.DATARANGES, pin));
        assertEquals(Communication.SINK, filter.get(PinProperty.COMMUNICATION, pin));
        assertEquals(PinCategories.MIDI_RENDER, filter.get(PinProperty.CATEGORY, pin));
        assertEquals(0, filter.get(PinProperty.NECESSARYINSTANCES, pin));
        assertEquals(
                List.of(KsIdentifier.STANDARD_STREAMING), filter.get(PinProperty.INTERFACES, pin));
        assertEquals(
                List.of(KsIdentifier.STANDARD_DEVICE_IO), filter.get(PinProperty.MEDIUMS, pin));
    }

    @Test
    @Rule("FMT-1")
    void constrainedRangesAreTheDrivers() {
        FilterDescriptor constrained =
                FilterDescriptor.builder("Card")
                        .pin(PinDescriptor.midiRender())
                        .automation(
                                AutomationTable.of(
                                        PropertyItem.of(PinProperty.CONSTRAINEDDATARANGES)
                                                .get(_ -> List.of(PCM))))
                        .build();
        assertEquals(
                List.of(PCM),
                new FakeFilter(constrained).get(PinProperty.CONSTRAINEDDATARANGES, Target.pin(0)));
    }

    @Test
    @Rule("FLT-3")
    void theFilterAnswersForBridgePins() {
        Target bridge = Target.pin(1);
        assertEquals(Communication.BRIDGE, filter.get(PinProperty.COMMUNICATION, bridge));
        assertEquals(List.of(DataRange.midiBus()), filter.get(PinProperty.DATARANGES, bridge));
        assertEquals(new InstanceCount(0, 0), filter.get(PinProperty.CINSTANCES, bridge));
    }

    @Test
    @Rule({"FLT-3", "FLT-4"})
    void aBridgePinCannotBeOpened() {
        assertEquals(
                "pin 1 (LEGACY_AUDIO_CONNECTOR) can be described but not opened; open one of"
                        + " communication SINK: communication=BRIDGE, maxGlobalInstances=0",
                failure(
                                Status.INVALID_PARAMETER,
                                () -> filter.engine.pinCounts().requireRoom(filter.handle, 1))
                        .getMessage());
        FakeFilter none =
                new FakeFilter(
                        FilterDescriptor.builder("None")
                                .pin(PinDescriptor.midiRender().instances(0, 0))
                                .build());
        failure(
                Status.INVALID_PARAMETER,
                () -> none.engine.pinCounts().requireRoom(none.handle, 0));
    }

    @Test
    @Rule({"PIN-2", "PIN-7"})
    void countsAreThoseOfTheHandleAndOfTheFilter() {
        filter.handle.instances.put(0, 1);
        filter.globalInstances.put(0, 2);
        assertEquals(new InstanceCount(2, 1), filter.get(PinProperty.CINSTANCES, Target.pin(0)));
        assertEquals(
                new InstanceCount(3, 2), filter.get(PinProperty.GLOBALCINSTANCES, Target.pin(0)));
        PinCounts counts = filter.engine.pinCounts();
        counts.requireRoom(filter.handle, 0);

        filter.handle.instances.put(0, 2);
        assertEquals(
                "all instances of pin 0 on this handle are in use; close one first: current=2,"
                        + " possible=2",
                failure(Status.DEVICE_BUSY, () -> counts.requireRoom(filter.handle, 0))
                        .getMessage());
        filter.globalInstances.put(0, 3);
        FakeFilter.Handle other = new FakeFilter.Handle();
        assertEquals(
                "all instances of pin 0 on the filter are in use; close one first: current=3,"
                        + " possible=3",
                failure(Status.DEVICE_BUSY, () -> counts.requireRoom(other, 0)).getMessage());
    }

    @Test
    @Rule("PIN-3")
    void unlimitedHasNoLimit() {
        filter.handle.instances.put(2, 1_000_000);
        filter.globalInstances.put(2, 1_000_000);
        filter.engine.pinCounts().requireRoom(filter.handle, 2);
        assertEquals(
                new InstanceCount(-1, 1_000_000),
                filter.get(PinProperty.CINSTANCES, Target.pin(2)));
    }

    @Test
    @Rule({"PIN-2", "PIN-4"})
    void theDriverRevisesCounts() {
        Revising driver = new Revising();
        FakeFilter revised = new FakeFilter(DESCRIPTOR, driver);
        revised.handle.instances.put(0, 1);
        revised.globalInstances.put(0, 1);
        Target pin = Target.pin(0);

        assertEquals(new InstanceCount(1, 1), revised.get(PinProperty.CINSTANCES, pin));
        assertEquals(new InstanceCount(1, 1), revised.get(PinProperty.GLOBALCINSTANCES, pin));
        assertEquals(1, revised.get(PinProperty.NECESSARYINSTANCES, pin));
        failure(
                Status.DEVICE_BUSY,
                () -> revised.engine.pinCounts().requireRoom(revised.handle, 0));
        assertEquals(4, driver.asked.size());
        assertEquals(new IPinCount.Counts(0, 1, 2, 1, 3), driver.asked.getFirst());
    }

    @Test
    void theNameIsTheDriversThenThePinsThenItsCategory() {
        FakeFilter named = new FakeFilter(DESCRIPTOR, new Revising());
        assertEquals("Front panel", named.get(PinProperty.NAME, Target.pin(0)));
        assertEquals("LINE_CONNECTOR", named.get(PinProperty.NAME, Target.pin(2)));
        FilterDescriptor two = FilterDescriptor.midi("Cable");
        assertEquals("MIDI Out", new FakeFilter(two).get(PinProperty.NAME, Target.pin(2)));
    }

    @Test
    @Rule({"PHY-1", "PHY-3"})
    void aWireIsToldWhereThereIsOne() {
        PhysicalConnection wire = new PhysicalConnection("card/topology", 4);
        filter.wires.put(1, wire);
        assertEquals(wire, filter.get(PinProperty.PHYSICALCONNECTION, Target.pin(1)));
        assertEquals(
                "no physical connection is registered for pin 0",
                failure(
                                Status.NOT_FOUND,
                                () -> filter.get(PinProperty.PHYSICALCONNECTION, Target.pin(0)))
                        .getMessage());
    }

    @Test
    @Rule("FMT-12")
    void aProposedFormatIsAcceptedWhenAPinCouldTakeIt() {
        filter.set(PinProperty.PROPOSEDATAFORMAT, Target.pin(0), DataFormat.midi());
        filter.set(PinProperty.PROPOSEDATAFORMAT, Target.pin(2), WaveDataFormat.pcm(44100, 16, 2));
        failure(
                Status.NO_MATCH,
                () ->
                        filter.set(
                                PinProperty.PROPOSEDATAFORMAT,
                                Target.pin(2),
                                WaveDataFormat.pcm(96000, 16, 2)));
        failure(
                Status.NO_MATCH,
                () ->
                        filter.set(
                                PinProperty.PROPOSEDATAFORMAT,
                                Target.pin(1),
                                new PlainDataFormat(
                                        FormatIds.TYPE_MUSIC,
                                        FormatIds.SUBTYPE_MIDI_BUS,
                                        FormatIds.SPECIFIER_NONE)));
        KsId any = FormatIds.WILDCARD;
        failure(
                Status.NO_MATCH,
                () ->
                        filter.set(
                                PinProperty.PROPOSEDATAFORMAT,
                                Target.pin(0),
                                new PlainDataFormat(any, any, any)));
        failure(
                Status.NOT_SUPPORTED,
                () -> filter.get(PinProperty.PROPOSEDATAFORMAT, Target.pin(0)));
    }

    @Test
    @Rule("FMT-13")
    void aSimpleFormatIsAcceptedInItsLongForm() {
        WaveFormat extensible = new WaveFormat(FormatIds.SUBTYPE_PCM, 2, 44100, 16, 16, 3, true);
        filter.set(
                PinProperty.PROPOSEDATAFORMAT,
                Target.pin(2),
                new WaveDataFormat(FormatIds.SPECIFIER_WAVEFORMATEX, extensible));
    }

    @Test
    @Rule("PROP-4")
    void onlyAMusicFilterHasTheMasterClock() {
        FakeFilter music = new FakeFilter(DESCRIPTOR, () -> DESCRIPTOR, () -> 123_456_789_012L);
        assertEquals(123_456_789_012L, music.get(SynthClockProperty.MASTERCLOCK, Target.self()));
        failure(Status.NOT_FOUND, () -> filter.get(SynthClockProperty.MASTERCLOCK, Target.self()));
    }

    @Test
    @Rule("FMT-14")
    void stateAndFormatGoToTheStream() {
        FakeFilter.Pin pin = filter.openPin(0);
        filter.set(pin, ConnectionProperty.STATE, Target.self(), KsState.RUN);
        assertEquals(KsState.RUN, filter.get(pin, ConnectionProperty.STATE, Target.self()));
        filter.set(pin, ConnectionProperty.DATAFORMAT, Target.self(), DataFormat.midi());
        assertEquals(List.of("state RUN", "format"), pin.calls);
        failure(
                Status.NO_MATCH,
                () ->
                        filter.set(
                                pin,
                                ConnectionProperty.DATAFORMAT,
                                Target.self(),
                                WaveDataFormat.pcm(44100, 16, 2)));
        assertEquals(
                DataFormat.midi(), filter.get(pin, ConnectionProperty.DATAFORMAT, Target.self()));
    }
}
