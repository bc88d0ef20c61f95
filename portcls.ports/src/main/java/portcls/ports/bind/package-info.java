/** Binding: which driver serves which device, and what happens when either comes or goes. */
@org.jspecify.annotations.NullMarked
package portcls.ports.bind;
