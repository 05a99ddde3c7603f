@export()
@description('What every resource of the platform is marked with.')
type tagsType = {
  platform: string
  environment: string
}
