package portcls.api;

import java.util.UUID;

/** The miniports that {@link PortCls#newMiniport} knows ({@code nf-portcls-pcnewminiport}). */
public enum MiniportClass {
    /** MPU-401, MIDI and DirectMusic pins. */
    DMUS_UART("d3f0ce1c-fffc-11d1-81b0-0060083316c1"),
    /** MPU-401, capture only. */
    DMUS_UART_CAPTURE("d3f0ce1d-fffc-11d1-81b0-0060083316c1"),
    /** OPL3 FM synthesizer. */
    FM_SYNTH("b4c90ae0-5791-11d0-86f9-00a0c911b544"),
    /** OPL3 FM synthesizer with a volume node. */
    FM_SYNTH_WITH_VOLUME("e5a3c139-f0f2-11d1-81af-0060083316c1"),
    /** MPU-401, MIDI pins. */
    UART("b4c90ae1-5791-11d0-86f9-00a0c911b544");

    private final UUID classId;

    MiniportClass(String classId) {
        this.classId = UUID.fromString(classId);
    }

    /** CLSID_MiniportDriver…. */
    public UUID classId() {
        return classId;
    }
}
