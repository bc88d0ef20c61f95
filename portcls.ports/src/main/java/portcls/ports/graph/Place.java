package portcls.ports.graph;

/**
 * A pin or a node of a filter.
 *
 * @param node whether it is a node
 * @param id pin or node id
 */
record Place(boolean node, int id) {}
