/** What the six ports share: binding a miniport, registering its filter, letting it go. */
@org.jspecify.annotations.NullMarked
package portcls.ports.port;
