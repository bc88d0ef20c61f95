package portcls.ports.property;

import portcls.api.IMiniport;
import portcls.api.IPinCount.Counts;
import portcls.api.IPinName;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.InstanceCount;
import portcls.api.ks.KsIdentifier;
import portcls.api.ks.PhysicalConnection;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.ValueType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * KSPROPSETID_Pin as every port serves it ({@code filter--pin--and-node-properties}).
 * CONSTRAINEDDATARANGES is left to drivers.
 */
final class PinProperties {
    private final FilterDescriptor filter;
    private final IMiniport miniport;
    private final Driver driver;
    private final FilterFacts facts;
    private final Targets targets;
    private final PinIds pinIds;
    private final PinCounts counts;
    private final Intersector intersector;

    PinProperties(
            FilterDescriptor filter,
            IMiniport miniport,
            Driver driver,
            FilterFacts facts,
            Targets targets,
            PinCounts counts,
            Intersector intersector) {
        this.filter = filter;
        this.miniport = miniport;
        this.driver = driver;
        this.facts = facts;
        this.targets = targets;
        this.pinIds = new PinIds(targets);
        this.counts = counts;
        this.intersector = intersector;
    }

    AutomationTable table() {
        return AutomationTable.of(
                counted(
                        PinProperty.CINSTANCES,
                        c -> new InstanceCount(c.filterPossible(), c.filterCurrent())),
                PropertyItem.of(PinProperty.CTYPES).get(_ -> filter.pins().size()),
                told(PinProperty.DATAFLOW, PinDescriptor::dataFlow),
                told(PinProperty.DATARANGES, PinDescriptor::dataRanges),
                PropertyItem.of(PinProperty.DATAINTERSECTION).get(this::intersect),
                told(PinProperty.INTERFACES, _ -> List.of(KsIdentifier.STANDARD_STREAMING)),
                told(PinProperty.MEDIUMS, _ -> List.of(KsIdentifier.STANDARD_DEVICE_IO)),
                told(PinProperty.COMMUNICATION, PinDescriptor::communication),
                counted(
                        PinProperty.GLOBALCINSTANCES,
                        c -> new InstanceCount(c.globalPossible(), c.globalCurrent())),
                counted(PinProperty.NECESSARYINSTANCES, Counts::filterNecessary),
                PropertyItem.of(PinProperty.PHYSICALCONNECTION).get(this::physicalConnection),
                told(PinProperty.CATEGORY, PinDescriptor::category),
                PropertyItem.of(PinProperty.NAME).get(this::name),
                PropertyItem.of(PinProperty.PROPOSEDATAFORMAT).set(this::propose));
    }

    private <T> PropertyItem<T> told(PropertyKey<T> key, Function<PinDescriptor, T> fact) {
        return PropertyItem.of(key).get(request -> fact.apply(targets.pin(pinIds.of(request))));
    }

    private <T> PropertyItem<T> counted(PropertyKey<T> key, Function<Counts, T> fact) {
        return PropertyItem.of(key)
                .get(
                        request ->
                                fact.apply(
                                        counts.of(
                                                Request.scopeOf(request).handle(),
                                                pinIds.of(request))));
    }

    private DataFormat intersect(PropertyRequest<?> request) {
        int pinId = pinIds.of(request);
        ByteBuffer instance = request.instance();
        ByteBuffer ranges =
                instance.position(Math.min(PinIds.BYTES, instance.limit()))
                        .slice()
                        .order(ByteOrder.LITTLE_ENDIAN);
        List<DataRange> clientRanges;
        try {
            clientRanges = ValueType.RANGES.decode(ranges);
        } catch (IllegalArgumentException e) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "DATAINTERSECTION needs the client's data ranges behind the pin id: "
                            + e.getMessage(),
                    e);
        }
        return intersector.intersect(pinId, clientRanges);
    }

    private PhysicalConnection physicalConnection(PropertyRequest<?> request) {
        int pinId = pinIds.of(request);
        return facts.physicalConnection(pinId)
                .orElseThrow(
                        () ->
                                new PortClsException(
                                        Status.NOT_FOUND,
                                        "no physical connection is registered for pin " + pinId));
    }

    private String name(PropertyRequest<?> request) {
        int pinId = pinIds.of(request);
        Optional<String> given =
                miniport instanceof IPinName pinName
                        ? driver.ask(() -> "name pin " + pinId, () -> pinName.getPinName(pinId))
                        : Optional.empty();
        return given.orElseGet(() -> targets.pin(pinId).name().name());
    }

    private void propose(PropertyRequest<?> request, DataFormat format) {
        int pinId = pinIds.of(request);
        PinDescriptor pin = targets.pin(pinId);
        if (!pin.isStreaming() || pin.dataRanges().stream().noneMatch(format::fits)) {
            throw new PortClsException(
                    Status.NO_MATCH,
                    "pin " + pinId + " takes only " + pin.dataRanges() + ": format=" + format);
        }
    }
}
