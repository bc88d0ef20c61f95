package portcls.ports.property;

/** An open handle of the filter as the target of requests. */
public non-sealed interface HandleScope extends Scope {
    /** Instances of a pin that are open now on this handle. */
    int openInstances(int pinId);

    @Override
    default HandleScope handle() {
        return this;
    }
}
