package portcls.api.ks;

/**
 * A node: one function inside the filter, such as a volume control, PCNODE_DESCRIPTOR ({@code
 * ns-portcls-pcnode_descriptor}).
 *
 * @param type what it does, see {@link NodeTypes}
 * @param name name among nodes of equal type; equal to the type when there is no other
 * @param automation its properties and events
 */
public record NodeDescriptor(KsId type, KsId name, AutomationTable automation) {
    /** A node without properties. */
    public static NodeDescriptor of(KsId type) {
        return new NodeDescriptor(type, type, AutomationTable.EMPTY);
    }

    /** The same node with a name of its own. */
    public NodeDescriptor named(KsId newName) {
        return new NodeDescriptor(type, newName, automation);
    }

    /** The same node with properties and events. */
    public NodeDescriptor automation(AutomationTable table) {
        return new NodeDescriptor(type, name, table);
    }
}
