/** The Topology port: a filter that answers properties and has no streams. */
@NullMarked
package portcls.ports.topology;

import org.jspecify.annotations.NullMarked;
