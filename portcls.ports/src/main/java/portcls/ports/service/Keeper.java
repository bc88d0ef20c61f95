package portcls.ports.service;

/**
 * Who ends what a driver leaves behind. It is told of things only while they do something: what
 * rests needs nobody, and goes with whoever made it.
 */
public interface Keeper {
    /** Of what ends by itself. */
    Keeper NONE =
            new Keeper() {
                @Override
                public void keep(Object thing, Runnable end) {}

                @Override
                public void drop(Object thing) {}
            };

    /** From now on somebody has to end it. */
    void keep(Object thing, Runnable end);

    /** It ended, or rests. */
    void drop(Object thing);
}
