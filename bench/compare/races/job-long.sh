# The race `job` over 3 GB, where start-up and JIT compilation are a small part, as in every run longer than half a minute.
JOB_ROW=job-long JOB_MEGABYTES=${JOB_MEGABYTES:-$(sized 12 100 3000)}
source "$compare/races/job.sh"
