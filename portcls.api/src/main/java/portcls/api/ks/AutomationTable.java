package portcls.api.ks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The properties and events of a filter, a pin or a node, PCAUTOMATION_TABLE ({@code
 * ns-portcls-pcautomation_table}). There are no methods: the model never routes them ({@code
 * ns-portcls-pcmethod_item}).
 */
public record AutomationTable(List<PropertyItem<?>> properties, List<EventItem> events) {
    /** No properties, no events. */
    public static final AutomationTable EMPTY = new AutomationTable(List.of(), List.of());

    public AutomationTable {
        properties = List.copyOf(properties);
        events = List.copyOf(events);
        long distinct =
                properties.stream()
                        .map(item -> item.key().id() + "@" + item.key().set().guid())
                        .distinct()
                        .count();
        if (distinct != properties.size()) {
            throw new IllegalArgumentException("a table holds each property once: " + properties);
        }
    }

    /** A table of properties alone. */
    public static AutomationTable of(PropertyItem<?>... properties) {
        return new AutomationTable(List.of(properties), List.of());
    }

    /** The same table with events. */
    public AutomationTable withEvents(EventItem... more) {
        return new AutomationTable(properties, List.of(more));
    }

    /** The items of both tables; each property is in one of them. */
    public AutomationTable and(AutomationTable other) {
        List<PropertyItem<?>> all = new ArrayList<>(properties);
        all.addAll(other.properties);
        List<EventItem> allEvents = new ArrayList<>(events);
        allEvents.addAll(other.events);
        return new AutomationTable(all, allEvents);
    }

    /** The item for a property, if the table has it. */
    public Optional<PropertyItem<?>> property(KsId set, int id) {
        for (PropertyItem<?> item : properties) {
            if (item.key().id() == id && item.key().set().equals(set)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    /** The item for an event, if the table has it. */
    public Optional<EventItem> event(KsId set, int id) {
        for (EventItem item : events) {
            if (item.key().id() == id && item.key().set().equals(set)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }
}
