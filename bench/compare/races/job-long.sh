# The race `job` over 3 GB, in which start and the JVM's compilers are a small part, as of every run that takes longer than half a minute.
JOB_ROW=job-long JOB_MEGABYTES=${JOB_MEGABYTES:-$(sized 12 100 3000)}
source "$compare/races/job.sh"
