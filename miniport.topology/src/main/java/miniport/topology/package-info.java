/**
 * The Topology miniport: makes nodes with properties, events and lasting settings of any mixer, be
 * it a {@link portcls.api.adapter.Mixer} of its adapter or the registers of a mixer chip.
 */
@NullMarked
package miniport.topology;

import org.jspecify.annotations.NullMarked;
