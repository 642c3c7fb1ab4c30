import { crowdOfSeeds } from './crowd-of-seeds.ts'

crowdOfSeeds(1)
