package io.mudanza.coordination.locks;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method runs under a lock, around its transaction: {@code @Locked("invoice_payment_{invoiceId}")}. Whoever finds the lock
 * taken gets {@link LockBusyException}; a lock that is lost interrupts the method and ends it with {@link LockLostException}.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Locked {
    /** Name of the lock; {@code {name}} or {@code {0}} stands for a parameter of the method, which must not be null. */
    @Nonbinding
    String value();

    /** How soon the lock is free after the process has died, e.g. {@code 30s}. It is renewed as long as the method runs. */
    @Nonbinding
    String lease() default "30s";

    /** How long to wait for it; not at all when not said. */
    @Nonbinding
    String await() default "0s";
}
