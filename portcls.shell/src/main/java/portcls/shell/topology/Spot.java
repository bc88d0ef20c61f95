package portcls.shell.topology;

/**
 * A pin or a node.
 *
 * @param filter id of its filter, or the name of something outside
 * @param node whether it is a node
 * @param id pin or node id
 */
record Spot(String filter, boolean node, int id) {}
