/** Words for jobs that every process shares: direction, status, options, verdict. */
package io.mudanza.contracts.job;
