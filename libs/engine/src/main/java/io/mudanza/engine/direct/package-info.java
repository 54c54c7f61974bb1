/** A whole migration in one process, without any service: copy, export, import and rollback. */
package io.mudanza.engine.direct;
