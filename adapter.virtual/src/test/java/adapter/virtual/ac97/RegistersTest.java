package adapter.virtual.ac97;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

/** Registers as the documents of controller and codec have them. */
class RegistersTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({"0x00", "0x10", "0x20"})
    void anEngineIsHaltedAtTheBeginningOfNoList(String engine) {
        int base = Integer.decode(engine);
        assertEquals(0, bench.nabm.readDoubleWord(base));
        assertEquals(0, bench.civ(base));
        assertEquals(0, bench.nabm.read(base + Engine.LVI));
        assertEquals(Engine.DCH, bench.status(base));
        assertEquals(0, bench.picb(base));
        assertEquals(0, bench.nabm.read(base + Engine.PIV));
        assertEquals(0, bench.nabm.read(base + Engine.CR));
    }

    @Test
    void registersKeepTheBitsThatTheyHave() {
        bench.nabm.writeDoubleWord(Bench.OUT, 0xFEDC_BA9F);
        assertEquals(0xFEDC_BA98, bench.nabm.readDoubleWord(Bench.OUT));
        bench.nabm.write(Bench.OUT + Engine.LVI, 0xFF);
        assertEquals(31, bench.nabm.read(Bench.OUT + Engine.LVI));
        bench.nabm.write(Bench.OUT + Engine.CIV, 7);
        assertEquals(0, bench.civ(Bench.OUT));
        bench.nabm.writeWord(Bench.OUT + Engine.SR, 0xFFFF);
        assertEquals(Engine.DCH, bench.status(Bench.OUT));
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, 0x0001, 0xFFFF, 0x0001",
        "0x02, 0x8000, 0x0000, 0x0000",
        "0x02, 0x8000, 0xFFFF, 0x9F1F",
        "0x02, 0x8000, 0x2020, 0x1F1F",
        "0x04, 0x0000, 0xFFFF, 0x0000",
        "0x06, 0x8000, 0xFFFF, 0x801F",
        "0x0C, 0x8008, 0xFFFF, 0x801F",
        "0x0E, 0x8008, 0xFFFF, 0x805F",
        "0x10, 0x8808, 0xFFFF, 0x9F1F",
        "0x18, 0x8808, 0x0808, 0x0808",
        "0x1A, 0x0000, 0xFFFF, 0x0707",
        "0x1C, 0x8000, 0xFFFF, 0x8F0F",
        "0x1E, 0x8000, 0xFFFF, 0x800F",
        "0x26, 0x000F, 0x0000, 0x000F",
        "0x26, 0x000F, 0x0100, 0x010E",
        "0x26, 0x000F, 0x0200, 0x020D",
        "0x26, 0x000F, 0x0800, 0x0800",
        "0x28, 0x0009, 0xFFFF, 0x0009",
        "0x2A, 0x0000, 0xFFFF, 0x0009",
        "0x2C, 0xBB80, 0xAC44, 0xBB80",
        "0x32, 0xBB80, 0xAC44, 0xBB80",
        "0x7C, 0x5043, 0x0000, 0x5043",
        "0x7E, 0x4C01, 0x0000, 0x4C01",
        "0x5A, 0x0000, 0xFFFF, 0x0000"
    })
    void theCodecHasTheseRegisters(String offset, String before, String written, String after) {
        int register = Integer.decode(offset);
        assertEquals(Integer.decode(before), bench.nam.readWord(register));
        bench.nam.writeWord(register, Integer.decode(written));
        assertEquals(Integer.decode(after), bench.nam.readWord(register));
        assertEquals(Integer.decode(after) & 0xFF, bench.nam.read(register));
        bench.nam.writeWord(Codec.RESET, 1);
        assertEquals(Integer.decode(before), bench.nam.readWord(register));
    }

    @ParameterizedTest
    @CsvSource({"44100, 44100", "8000, 8000", "7999, 8000", "48001, 48000"})
    void ratesVaryOnceTheyMay(int written, int after) {
        bench.nam.writeWord(Codec.EXTENDED_CONTROL, Codec.VRA);
        bench.nam.writeWord(Codec.DAC_RATE, written);
        assertEquals(after, bench.nam.readWord(Codec.DAC_RATE));
        assertEquals(48_000, bench.nam.readWord(Codec.ADC_RATE));
        bench.nam.writeWord(Codec.EXTENDED_CONTROL, 0);
        assertEquals(48_000, bench.nam.readWord(Codec.DAC_RATE));
    }

    @Test
    void aByteOfACodecRegisterIsHalfOfIt() {
        bench.nam.write(Codec.PCM_OUT + 1, 0x12);
        assertEquals(0x1208, bench.nam.readWord(Codec.PCM_OUT));
        bench.nam.write(Codec.PCM_OUT, 0x05);
        assertEquals(0x1205, bench.nam.readWord(Codec.PCM_OUT));
        assertEquals(0x12, bench.nam.read(Codec.PCM_OUT + 1));
    }

    @Test
    void theCodecIsReadyAsTheFirmwareLeavesItAndForgetsAllInAColdReset() {
        assertEquals(
                Controller.CODEC_READY, bench.nabm.readDoubleWord(BusMasterRegisters.GLOB_STA));
        bench.nam.writeWord(Codec.MASTER, 0);
        bench.nabm.writeDoubleWord(BusMasterRegisters.GLOB_CNT, 0);
        assertEquals(0, bench.nabm.readDoubleWord(BusMasterRegisters.GLOB_STA));
        assertEquals(0xFFFF, bench.nam.readWord(Codec.MASTER));
        assertEquals(
                Controller.READ_TIMED_OUT, bench.nabm.readDoubleWord(BusMasterRegisters.GLOB_STA));
        bench.nabm.writeDoubleWord(BusMasterRegisters.GLOB_STA, Controller.READ_TIMED_OUT);
        bench.nabm.writeDoubleWord(BusMasterRegisters.GLOB_CNT, Controller.COLD_RESET);
        assertEquals(
                Controller.CODEC_READY, bench.nabm.readDoubleWord(BusMasterRegisters.GLOB_STA));
        assertEquals(0x8000, bench.nam.readWord(Codec.MASTER));
    }

    @Test
    void theSemaphoreIsHeldByWhoeverReadItUntilTheCodecIsAccessed() {
        assertEquals(0, bench.nabm.read(BusMasterRegisters.CAS));
        assertEquals(1, bench.nabm.read(BusMasterRegisters.CAS));
        bench.nam.readWord(Codec.MASTER);
        assertEquals(0, bench.nabm.read(BusMasterRegisters.CAS));
    }

    @Test
    void aDeviceWithoutCodecIsNeverReady() {
        try (Bench mute = new Bench(Map.of("fault", "no-codec"))) {
            mute.nabm.writeDoubleWord(BusMasterRegisters.GLOB_CNT, 0);
            mute.nabm.writeDoubleWord(BusMasterRegisters.GLOB_CNT, Controller.COLD_RESET);
            assertEquals(0, mute.nabm.readDoubleWord(BusMasterRegisters.GLOB_STA));
            assertEquals(0xFFFF, mute.nam.readWord(Codec.VENDOR_ID1));
        }
    }

    @Test
    void thereIsNothingBehindTheLastRegister() {
        assertThrows(IndexOutOfBoundsException.class, () -> bench.nabm.read(0x40));
        assertThrows(IndexOutOfBoundsException.class, () -> bench.nabm.readDoubleWord(0x3D));
        assertThrows(IndexOutOfBoundsException.class, () -> bench.nam.readWord(0x7F));
    }
}
