package portcls.testkit;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads the classes of a bundle anew, and everything else from where it is, as a framework does for
 * a bundle that is installed again: whether anything of it stays can be seen by its going.
 */
public final class BundleLoader extends URLClassLoader {
    private final String bundle;

    /** Of the bundle whose root package a class stands in. */
    public BundleLoader(Class<?> member) {
        super(
                new URL[] {member.getProtectionDomain().getCodeSource().getLocation()},
                member.getClassLoader());
        bundle = member.getPackageName() + ".";
    }

    /** Calls a method of an object of the bundle, as Declarative Services does. */
    public static void call(Object component, String name) throws ReflectiveOperationException {
        Method method = component.getClass().getDeclaredMethod(name);
        method.setAccessible(true);
        method.invoke(component);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (!name.startsWith(bundle)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }
}
