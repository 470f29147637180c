// Runs what was built, as an operator would: with java alone.

def run(String name, List<String> arguments) {
  return run(name, [new File(System.getProperty('java.home'), 'bin/java')], arguments)
}

def run(String name, List<File> java, List<String> arguments) {
  def target = new File(basedir, "$name/target")
  def process = new ProcessBuilder((java + arguments)*.toString()).directory(target).start()
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
def names = modules.collect { it.replaceFirst(/-\d.*/, '') }.toSet()
assert names == ['chat-api', 'chat-engine', 'chat-transport-nio', 'chat-transport-socket'].toSet()

// A runtime image holds what the modules require, and none of the services that they may find.
def jlink = java.util.spi.ToolProvider.findFirst('jlink')
def image = new File(basedir, 'module-path/target/image')
if (jlink.present && new File(System.getProperty('java.home'), 'jmods').directory) {
  assert jlink.get().run(System.out, System.err, '--add-modules', 'com.example.lobby', '--output', image.path,
      '-p', "$basedir/module-path/target/module-path.jar$separator$basedir/module-path/target/lib".toString()) == 0
  assert run('module-path', [new File(image, 'bin/java')], ['-m', 'com.example.lobby/com.example.lobby.Application']) ==
      ['alice: hello from com.example.lobby']
}
return true
