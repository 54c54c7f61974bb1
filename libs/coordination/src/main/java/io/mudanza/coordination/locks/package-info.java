/** Named locks for jobs and for applications: leases that PostgreSQL decides, renewed in the background, with fencing numbers. */
package io.mudanza.coordination.locks;
