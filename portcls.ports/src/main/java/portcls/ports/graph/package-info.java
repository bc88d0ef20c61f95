/** How filters hang together: paths from streams to jacks and the controls on them. */
@NullMarked
package portcls.ports.graph;

import org.jspecify.annotations.NullMarked;
