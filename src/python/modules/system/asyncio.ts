/** `asyncio`, as far as a script of one task needs it: written in Python and run by the evaluator. */
export const asyncioSource = `
class _Loop:
    def run_until_complete(self, future):
        return run(future)

    def close(self):
        pass

    def is_running(self):
        return False

    def create_task(self, coro, **kwargs):
        return coro


def run(main, *, debug=None):
    try:
        main.send(None)
    except StopIteration as stop:
        return stop.value
    raise RuntimeError("the coroutine did not finish")


async def gather(*aws, return_exceptions=False):
    results = []
    for one in aws:
        try:
            results.append(await one)
        except Exception as error:
            if not return_exceptions:
                raise
            results.append(error)
    return results


async def sleep(delay, result=None):
    import time
    time.sleep(delay)
    return result


async def wait_for(fut, timeout):
    return await fut


def get_event_loop():
    return _Loop()


new_event_loop = get_event_loop


def get_running_loop():
    raise RuntimeError("no running event loop")


def set_event_loop(loop):
    pass


def iscoroutine(obj):
    return type(obj).__name__ == "coroutine"


def iscoroutinefunction(func):
    return False


class CancelledError(BaseException):
    pass


TimeoutError = TimeoutError
`;
