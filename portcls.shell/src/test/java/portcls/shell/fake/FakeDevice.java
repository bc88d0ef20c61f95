package portcls.shell.fake;

import portcls.api.client.Filter;

/** A filter whose pins play until it goes. */
interface FakeDevice extends Filter {
    /** When it went, in master time. */
    long removedAt();

    /** How much earlier than its time a message must come, 100 ns. */
    default long lag() {
        return 0;
    }
}
