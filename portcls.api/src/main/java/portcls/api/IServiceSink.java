package portcls.api;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql.Level;

/** Anything that wants to be told of an interrupt ({@code nn-portcls-iservicesink}). */
@ConsumerType
@FunctionalInterface
public interface IServiceSink {
    /** There may be work ({@code nf-portcls-iservicesink-requestservice}). */
    @Irql(Level.DISPATCH)
    void requestService();
}
