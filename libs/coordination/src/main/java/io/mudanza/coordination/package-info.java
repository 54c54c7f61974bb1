/** Who may change what, right now: leases with fencing numbers, PostgreSQL the referee, Redis a fast path. */
package io.mudanza.coordination;
