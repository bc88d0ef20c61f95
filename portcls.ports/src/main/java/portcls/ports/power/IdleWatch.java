package portcls.ports.power;

import portcls.api.DevicePowerState;
import portcls.api.power.ExitLatency;
import portcls.api.power.IdleSettings;
import portcls.api.time.Alarm;
import portcls.api.time.ReferenceTime;
import portcls.ports.device.Device;

import java.time.Duration;

/**
 * Lets a device go to sleep that nobody uses ({@code
 * audio-device-class-inactivity-timer-implementation}). Every call of a program begins the time
 * anew, and a stream that runs is use. On the master clock.
 */
final class IdleWatch {
    private final DevicePower power;
    private final PowerHouse house;
    private final Device device;
    private final Alarm alarm;
    private volatile IdleSettings settings = IdleSettings.OFF;
    private volatile boolean enabled = true;
    private volatile long lastUse;

    /** Whether the alarm is set: the look behind it sees later uses by itself. */
    private volatile boolean armed;

    IdleWatch(DevicePower power, PowerHouse house, Device device) {
        this.power = power;
        this.house = house;
        this.device = device;
        alarm = device.clock().newAlarm("idle " + device.id(), this::fired);
    }

    IdleSettings settings() {
        return settings;
    }

    boolean isEnabled() {
        return enabled;
    }

    /** The driver opts in or out. */
    void enable(boolean wished) {
        enabled = wished;
        device.worker().execute(this::restart);
    }

    /** Settings may have changed. */
    void reload() {
        device.worker().execute(this::restart);
    }

    void close() {
        alarm.close();
    }

    // On the worker.

    /** Begins anew, with the settings that hold now. */
    void restart() {
        settings = house.idleSettings(device.adapter());
        lastUse = device.clock().getTime();
        armed = false;
        arm();
        unused();
    }

    void used() {
        lastUse = device.clock().getTime();
        if (!armed) {
            arm();
        }
    }

    /** Nobody has one filter of the device open any more, or perhaps all of them. */
    void unused() {
        if (settings.immediateIdle() && isAwake() && !power.isOpen()) {
            // Behind the call that runs: that may be somebody who opens it.
            house.later(() -> device.worker().execute(this::sleepAtOnce));
        }
    }

    private void sleepAtOnce() {
        if (isAwake() && !power.isOpen()) {
            sleep("nobody has it open");
        }
    }

    private void arm() {
        long wait = wait100ns();
        if (wait == 0 || !isAwake()) {
            armed = false;
            alarm.cancel();
        } else {
            armed = true;
            alarm.at(lastUse + wait);
        }
    }

    /** At DISPATCH. */
    private void fired() {
        device.worker().execute(this::look);
    }

    private void look() {
        long wait = wait100ns();
        if (wait == 0 || !isAwake()) {
            armed = false;
            return;
        }
        long now = device.clock().getTime();
        if (power.isRunning()) {
            lastUse = now;
        }
        if (now - lastUse >= wait) {
            sleep("nobody used it for " + ReferenceTime.toSeconds(wait) + " s");
            lastUse = now;
        }
        arm();
    }

    private void sleep(String why) {
        DevicePowerState target = settings.idlePowerState();
        boolean tooDeep =
                target == DevicePowerState.D3 && house.exitLatency() == ExitLatency.INSTANT;
        if (!tooDeep && power.veto(target).isEmpty()) {
            var _ = power.become(target, why);
        }
    }

    /** 0 = never. */
    private long wait100ns() {
        Duration time = settings.idleTime(house.powerSource());
        boolean counts = enabled || settings.immediateIdle();
        return counts ? ReferenceTime.ofNanos(time.toNanos()) : 0;
    }

    private boolean isAwake() {
        return power.state() == DevicePowerState.D0;
    }
}
