package miniport.dmus;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations: the defaults, but for some values. */
final class Settings {
    private Settings() {}

    static <A extends Annotation> A of(Class<A> type, Map<String, Object> values) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            Object value = values.get(method.getName());
                            return value != null ? value : method.getDefaultValue();
                        }));
    }
}
