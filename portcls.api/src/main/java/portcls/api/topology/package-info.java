/**
 * The Topology port and its miniports: filters without streams that describe and control what lies
 * between the streams and the jacks, mixers above all.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.topology;
