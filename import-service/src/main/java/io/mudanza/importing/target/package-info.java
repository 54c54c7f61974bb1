/** The platform as the target of a job: one change at a time, whatever the number of replicas. */
package io.mudanza.importing.target;
