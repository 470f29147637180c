// Runs what was built, as an operator would: with java alone.

def run(String name, List<String> arguments) {
  def java = new File(System.getProperty('java.home'), 'bin/java').path
  def target = new File(basedir, "$name/target")
  def process = new ProcessBuilder(([java] + arguments)*.toString()).directory(target).start()
  process.outputStream.close()
  def out = new StringBuffer()
  def err = new StringBuffer()
  process.consumeProcessOutput(out, err)
  process.waitForOrKill(60_000)
  println "$name: exit ${process.exitValue()}\n$out$err"
  assert process.exitValue() == 0
  return out.toString().readLines()
}

def separator = File.pathSeparator
assert run('class-path', ['-cp', "class-path.jar${separator}lib/*", 'Application']) ==
    ['alice: hello from the class path']
assert run('module-path',
    ['-p', "module-path.jar${separator}lib", '-m', 'com.example.lobby/com.example.lobby.Application']) ==
    ['alice: hello from com.example.lobby']

def modules = new File(basedir, 'module-path/target/lib').list().findAll { it.startsWith('chat-') }
assert modules.size() == 3 : modules
return true
