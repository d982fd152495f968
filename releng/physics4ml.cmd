@echo off
rem Physics4ML on Windows: the command line; without a command, the workbench (-data DIR chooses its workspace). At the root
rem of a product this script starts it. Untried: the product is built for Windows, but tested on Linux only.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"

set "java="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%j in (java.exe) do set "java=%%~$PATH:j"
set "version=0"
if defined java for /f "tokens=2 delims=.=+" %%v in ('findstr /b "JAVA_VERSION=" "%java%\..\..\release"') do set "version=%%~v"
set "version=%version:"=%"
if %version% LSS 25 (
	echo Physics4ML needs a JDK 25 or newer: install one ^(for example Eclipse Temurin^) or set JAVA_HOME. 1>&2
	exit /b 1
)

set "launcher="
for %%j in ("%here%plugins\org.eclipse.equinox.launcher_*.jar") do set "launcher=%%j"
set "common=--enable-native-access=ALL-UNNAMED -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"
set "equinox=-jar "%launcher%" -nosplash -install "%here%.""

rem A batch file may not take its arguments apart: it would split them at every = and comma. They go on as they are.
if "%~1"=="" goto workbench
if "%~1"=="-data" goto workbench

set "options=-XX:TieredStopAtLevel=1"
if "%~1"=="run" set "options=-XX:MaxRAMPercentage=50 --add-modules=jdk.incubator.vector"
if "%~1"=="merge" set "options=-XX:MaxRAMPercentage=50 --add-modules=jdk.incubator.vector"
"%java%" %common% %options% -Djava.awt.headless=true -XX:+UseSerialGC %equinox% -application org.physics4ml.batch.application -data @none %*
exit /b %ERRORLEVEL%

:workbench
dir /b "%here%plugins\org.physics4ml.workbench_*" >nul 2>nul
if errorlevel 1 (
	echo This is the command line without the workbench; see: physics4ml --help 1>&2
	exit /b 2
)
"%java%" %common% --add-modules=jdk.incubator.vector %equinox% %*
exit /b %ERRORLEVEL%
