package portcls.banks.download;

import static portcls.banks.dls.DlsConnection.EG1_ATTACK;
import static portcls.banks.dls.DlsConnection.EG1_DECAY;
import static portcls.banks.dls.DlsConnection.EG1_RELEASE;
import static portcls.banks.dls.DlsConnection.EG1_SUSTAIN;
import static portcls.banks.dls.DlsConnection.EG2_ATTACK;
import static portcls.banks.dls.DlsConnection.EG2_DECAY;
import static portcls.banks.dls.DlsConnection.EG2_RELEASE;
import static portcls.banks.dls.DlsConnection.EG2_SUSTAIN;
import static portcls.banks.dls.DlsConnection.GAIN;
import static portcls.banks.dls.DlsConnection.LFO_DELAY;
import static portcls.banks.dls.DlsConnection.LFO_FREQUENCY;
import static portcls.banks.dls.DlsConnection.PAN;
import static portcls.banks.dls.DlsConnection.PITCH;
import static portcls.banks.dls.DlsConnection.SOURCE_CC1;
import static portcls.banks.dls.DlsConnection.SOURCE_EG2;
import static portcls.banks.dls.DlsConnection.SOURCE_KEY;
import static portcls.banks.dls.DlsConnection.SOURCE_LFO;
import static portcls.banks.dls.DlsConnection.SOURCE_NONE;
import static portcls.banks.dls.DlsConnection.SOURCE_VELOCITY;

import portcls.banks.dls.DlsConnection;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * DMUS_ARTICPARAMS: the articulation of DLS level 1 as a structure of twenty numbers, each of which
 * is one connection of the file format (DMUS_LFOPARAMS, DMUS_VEGPARAMS, DMUS_PEGPARAMS,
 * DMUS_MSCPARAMS).
 */
final class ArticulationParameters {
    /** Bytes of the structure. */
    static final int SIZE = 80;

    private static final int ZERO_TIME = 0x8000_0000;
    private static final int FIVE_HERTZ = -851 << 16;
    private static final int TEN_MILLIS = -7973 << 16;
    private static final int FULL = 1000 << 16;
    private static final int CONCAVE = 1;

    /**
     * One number of the structure: the connection that it is and what it is when nothing is said.
     */
    private record Member(int source, int control, int destination, int usual) {
        boolean is(DlsConnection c) {
            return c.source() == source
                    && c.control() == control
                    && c.destination() == destination
                    && (c.transform() == 0 || c.transform() == CONCAVE && source == SOURCE_NONE);
        }

        /** Whether it moves something only when it is not 0. */
        boolean isModulation() {
            return source != SOURCE_NONE;
        }
    }

    /** In the order of the structure. */
    private static final List<Member> MEMBERS =
            List.of(
                    value(LFO_FREQUENCY, FIVE_HERTZ),
                    value(LFO_DELAY, TEN_MILLIS),
                    moved(SOURCE_LFO, GAIN),
                    moved(SOURCE_LFO, PITCH),
                    new Member(SOURCE_LFO, SOURCE_CC1, GAIN, 0),
                    new Member(SOURCE_LFO, SOURCE_CC1, PITCH, 0),
                    value(EG1_ATTACK, ZERO_TIME),
                    value(EG1_DECAY, ZERO_TIME),
                    value(EG1_SUSTAIN, FULL),
                    value(EG1_RELEASE, ZERO_TIME),
                    moved(SOURCE_VELOCITY, EG1_ATTACK),
                    moved(SOURCE_KEY, EG1_DECAY),
                    value(EG2_ATTACK, ZERO_TIME),
                    value(EG2_DECAY, ZERO_TIME),
                    value(EG2_SUSTAIN, FULL),
                    value(EG2_RELEASE, ZERO_TIME),
                    moved(SOURCE_VELOCITY, EG2_ATTACK),
                    moved(SOURCE_KEY, EG2_DECAY),
                    moved(SOURCE_EG2, PITCH),
                    value(PAN, 0));

    private ArticulationParameters() {}

    private static Member value(int destination, int usual) {
        return new Member(SOURCE_NONE, 0, destination, usual);
    }

    private static Member moved(int source, int destination) {
        return new Member(source, 0, destination, 0);
    }

    /** The connections that a structure stands for. */
    static List<DlsConnection> read(ByteBuffer object) {
        List<DlsConnection> connections = new ArrayList<>();
        for (int i = 0; i < MEMBERS.size(); i++) {
            Member member = MEMBERS.get(i);
            int value = object.getInt(4 * i);
            if (value != 0 || !member.isModulation()) {
                connections.add(
                        new DlsConnection(
                                member.source(), member.control(), member.destination(), 0, value));
            }
        }
        return connections;
    }

    /** The structure that stands for connections; empty when they need more than it can say. */
    static Optional<int[]> of(List<DlsConnection> connections) {
        int[] values = MEMBERS.stream().mapToInt(Member::usual).toArray();
        boolean[] said = new boolean[values.length];
        for (DlsConnection connection : connections) {
            int index = indexOf(connection);
            if (index < 0 || said[index]) {
                return Optional.empty();
            }
            said[index] = true;
            values[index] = connection.scale();
        }
        return Optional.of(values);
    }

    private static int indexOf(DlsConnection connection) {
        for (int i = 0; i < MEMBERS.size(); i++) {
            if (MEMBERS.get(i).is(connection)) {
                return i;
            }
        }
        return -1;
    }
}
