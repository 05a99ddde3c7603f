@export()
@description('What every resource of the service is marked with.')
type tagsType = {
  service: string
  environment: string
}
