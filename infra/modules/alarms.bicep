// What wakes an operator. Silence is the dangerous failure, so it comes first.
param prefix string
param location string

@description('Ids of Application Insights, of the action group, and of the two Event Grid topics.')
param insights string
param operators string
param uploadTopic string
param alertsTopic string

@description('A healthy app raises a heartbeat every 5 minutes, after a self-test of its model.')
var queries = [
  {
    name: 'heartbeat-silent'
    severity: 0
    text: 'No heartbeat for 15 minutes: uploads may not be analysed, or the self-test of the model fails. Read all studies normally until this is resolved.'
    query: 'requests | where name == "Heartbeat" and success == true'
    operator: 'LessThan'
    threshold: 1
    period: 'PT15M'
  }
  {
    name: 'functions-failing'
    severity: 1
    text: 'A function failed three times within 15 minutes.'
    query: 'requests | where success == false and name !in ("GET /health", "Health")'
    operator: 'GreaterThanOrEqual'
    threshold: 3
    period: 'PT15M'
  }
  {
    name: 'notification-slow'
    severity: 1
    text: 'Over 2 minutes from upload to the first word about a study.'
    query: 'customMetrics | where name == "patchfcn.time_to_notification" and valueMax > 120'
    operator: 'GreaterThanOrEqual'
    threshold: 1
    period: 'PT15M'
  }
]

resource logAlarms 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alarm in queries: {
    name: '${prefix}-${alarm.name}'
    location: location
    properties: {
      description: alarm.text
      severity: alarm.severity
      enabled: true
      scopes: [insights]
      evaluationFrequency: 'PT5M'
      windowSize: alarm.period
      criteria: {
        allOf: [
          {
            query: alarm.query
            timeAggregation: 'Count'
            operator: alarm.operator
            threshold: alarm.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      actions: { actionGroups: [operators] }
    }
  }
]

var undelivered = [
  { name: 'uploads-undelivered', topic: uploadTopic, kind: 'Microsoft.EventGrid/systemTopics', metric: 'DeadLetteredCount' }
  { name: 'alerts-unpublished', topic: alertsTopic, kind: 'Microsoft.EventGrid/topics', metric: 'PublishFailCount' }
  { name: 'alerts-delayed', topic: alertsTopic, kind: 'Microsoft.EventGrid/topics', metric: 'DeliveryAttemptFailCount' }
  { name: 'alerts-undelivered', topic: alertsTopic, kind: 'Microsoft.EventGrid/topics', metric: 'DroppedEventCount' }
]

resource eventAlarms 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alarm in undelivered: {
    name: '${prefix}-${alarm.name}'
    location: 'global'
    properties: {
      description: 'Event Grid: ${alarm.metric} on ${last(split(alarm.topic, '/'))}.'
      severity: 1
      enabled: true
      scopes: [alarm.topic]
      targetResourceType: alarm.kind
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: alarm.metric
            criterionType: 'StaticThresholdCriterion'
            metricName: alarm.metric
            timeAggregation: 'Total'
            operator: 'GreaterThan'
            threshold: 0
          }
        ]
      }
      actions: [{ actionGroupId: operators }]
    }
  }
]
