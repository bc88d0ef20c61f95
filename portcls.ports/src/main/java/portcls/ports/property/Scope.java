package portcls.ports.property;

/** Whom a program asks: a handle of the filter, or a pin that it opened. */
public sealed interface Scope permits HandleScope, PinScope {
    /** The handle: this one, or the one that the pin belongs to. */
    HandleScope handle();
}
