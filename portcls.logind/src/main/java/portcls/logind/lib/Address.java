package portcls.logind.lib;

/**
 * Who is called on the bus.
 *
 * @param service its well-known name
 * @param path the object of it
 * @param type the interface of that
 */
public record Address(String service, String path, String type) {}
