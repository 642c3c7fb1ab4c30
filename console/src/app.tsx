import { lazy, Suspense, useEffect } from 'react'
import { Redirect, Route, Router, Switch, useLocation } from 'wouter'
import { Toasts } from './parts/toast.tsx'
import { Desk } from './shell/desk.tsx'
import { Trouble } from './shell/trouble.tsx'
import { whenSignedOut } from './wire/ask.ts'
import { queries } from './wire/queries.ts'

const SetUp = lazy(() => import('./entry/set-up.tsx'))
const SignIn = lazy(() => import('./entry/sign-in.tsx'))
const Join = lazy(() => import('./entry/join.tsx'))
const NewPassword = lazy(() => import('./entry/new-password.tsx'))

/** Every address of the desk. What is looked at, searched for and filtered by stands in it, so that links and Back work. */
export function App() {
  return (
    <Trouble>
      <Router base="/desk">
        <Guard />
        <Suspense>
          <Switch>
            <Route path="/set-up" component={SetUp} />
            <Route path="/sign-in" component={SignIn} />
            <Route path="/join" component={Join} />
            <Route path="/new-password" component={NewPassword} />
            <Route path="/:view/:conversation?">
              {({ view, conversation }) => <Desk view={view} conversation={conversation} />}
            </Route>
            <Route>
              <Redirect to="/waiting" replace />
            </Route>
          </Switch>
        </Suspense>
        <Toasts />
      </Router>
    </Trouble>
  )
}

/** Whoever is signed out is led to the door, and back to where they were. */
function Guard() {
  const [location, go] = useLocation()
  useEffect(() => {
    whenSignedOut(() => {
      if (/^\/(sign-in|set-up|join|new-password)/.test(location)) return
      queries.clear()
      go(`/sign-in?to=${encodeURIComponent(location + window.location.search)}`, { replace: true })
    })
  }, [location, go])
  return null
}
