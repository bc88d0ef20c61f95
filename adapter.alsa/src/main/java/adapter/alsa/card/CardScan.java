package adapter.alsa.card;

import adapter.alsa.lib.AlsaException;

import java.util.List;

/** Lists the devices of all cards. */
@FunctionalInterface
public interface CardScan {
    /**
     * Lists them.
     *
     * @throws AlsaException when that is not possible at all; a card that goes meanwhile is left
     *     out
     */
    List<Found> scan() throws AlsaException;
}
