/** Child processes that never outlive this one, whatever way it ends. */
package io.mudanza.embedded.process;
